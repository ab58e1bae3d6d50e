package coulombus.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.vertx.core.Vertx;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import coulombus.alertrouter.AlertRouterService;
import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentService;
import coulombus.fleetapi.FleetApiService;
import coulombus.runtime.config.ConfigLoader;
import coulombus.runtime.config.EffectiveConfig;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.kafka.KafkaUnavailableException;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.Launcher;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.ManagementServer;
import coulombus.runtime.management.ManagementSettings;
import coulombus.runtime.management.ServiceMeters;
import coulombus.scheduler.SchedulerService;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topic;
import coulombus.schemas.Topics;

/// `service NAME`: one service against an existing Kafka; what the container images run.
@Command(name = "service", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs one service against an existing Kafka.",
        "Each value of the configuration can be overridden by the environment, e.g. COULOMBUS_KAFKA_BOOTSTRAP." })
final class ServiceCommand implements Callable<Integer> {
    /// The services there are, by the word a person types.
    static final class NameOfService implements ITypeConverter<ServiceRole> {
        static final List<ServiceRole> KNOWN = List.of(ServiceRole.CHANNEL_AGENT, ServiceRole.ANALYTICS, ServiceRole.SCHEDULER,
                ServiceRole.ALERT_ROUTER, ServiceRole.FLEET_API);

        @Override
        public ServiceRole convert(String text) {
            return KNOWN.stream().filter(role -> role.serviceName().equals(text)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("must be one of "
                            + String.join(", ", KNOWN.stream().map(ServiceRole::serviceName).toList()) + "; was '" + text + "'"));
        }
    }

    @Parameters(arity = "1", paramLabel = "NAME", converter = NameOfService.class, description = "One of: channel-agent, analytics, scheduler, alert-router, fleet-api.")
    private ServiceRole role;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The service's YAML configuration; services/NAME/example-config.yaml shows "
            + "every setting.")
    private Path config;

    @Option(names = "--client-config", paramLabel = "FILE", description = "Properties of the Kafka client, e.g. credentials, beside those of the configuration. "
            + "For an embedded broker: DIR/kafka/credentials/NAME.properties.")
    private Path clientConfig;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ConfigLoader loader = new ConfigLoader(System.getenv());
        return switch (role) {
            case ANALYTICS -> {
                ServiceConfigs.Analytics c = loader.load(config, ServiceConfigs.Analytics.class);
                yield run(c, c.kafka(), c.management(), c.topics(), context -> new AnalyticsService(c.analytics(), context));
            }
            case CHANNEL_AGENT -> {
                ServiceConfigs.ChannelAgent c = loader.load(config, ServiceConfigs.ChannelAgent.class);
                yield run(c, c.kafka(), c.management(), c.topics(),
                        context -> new ChannelAgentService(c.channelAgent(), context, System::nanoTime));
            }
            case SCHEDULER -> {
                ServiceConfigs.Scheduler c = loader.load(config, ServiceConfigs.Scheduler.class);
                yield run(c, c.kafka(), c.management(), c.topics(),
                        context -> new SchedulerService(c.scheduler(), context, System::nanoTime));
            }
            case ALERT_ROUTER -> {
                ServiceConfigs.AlertRouter c = loader.load(config, ServiceConfigs.AlertRouter.class);
                yield run(c, c.kafka(), c.management(), c.topics(), context -> new AlertRouterService(c.alertRouter(), context));
            }
            case FLEET_API -> {
                ServiceConfigs.FleetApi c = loader.load(config, ServiceConfigs.FleetApi.class);
                yield run(c, c.kafka(), c.management(), c.topics(), context -> new FleetApiService(c.fleetApi(), context));
            }
            default -> throw new IllegalStateException(role + " is no service that can be started yet");
        };
    }

    private interface ServiceMaker {
        Service make(ServiceContext context) throws Exception;
    }

    private int run(Record shown, KafkaSettings configured, ManagementSettings management, ServiceConfigs.TopicSettings topics,
            ServiceMaker maker) throws Exception {
        KafkaSettings kafka = withClientConfig(configured);
        Logging.toConsole();
        tell(EffectiveConfig.describe(shown).stripTrailing());
        if (topics.ensure()) {
            try {
                ensureTopics(kafka, topics);
            } catch (KafkaUnavailableException e) {
                if (!ownsCyclers(shown)) {
                    throw e;
                }
                tell("coulombus service " + role.serviceName() + ": " + e.getMessage()
                        + "; the cyclers are taken up all the same, measurements wait on disk");
            }
        }
        Vertx vertx = Vertx.vertx();
        FailureSignal failures = new FailureSignal();
        try (ServiceMeters meters = new ServiceMeters()) {
            ServiceContext context = new ServiceContext(vertx, kafka, meters.registry(), InstantSource.system(), failures);
            Service service = maker.make(context);
            try (ManagementServer server = ManagementServer.start(vertx, management, meters.registry(), service::healthChecks)) {
                return new Launcher(failures).run(List.of(service), running -> started(service, management.host(), server.port()));
            }
        } finally {
            vertx.close();
        }
    }

    private void started(Service service, String host, int managementPort) {
        tell("coulombus service " + service.name() + ": running; health and metrics on http://" + host + ":" + managementPort);
        if (service instanceof FleetApiService page) {
            tell("page (this link works once): " + page.newLoginLink());
        }
    }

    /// Tests that run must be watched again after a restart, whether Kafka is there or not.
    private static boolean ownsCyclers(Record config) {
        return config instanceof ServiceConfigs.ChannelAgent agent && !agent.channelAgent().cyclers().isEmpty();
    }

    private void ensureTopics(KafkaSettings kafka, ServiceConfigs.TopicSettings topics) {
        List<Topic<?>> ours = Topics.ALL.stream().filter(t -> t.writers().contains(role) || t.readers().contains(role))
                .<Topic<?>>map(t -> t).toList();
        try (Admin admin = Admin.create(kafka.common(role.serviceName() + "-admin"))) {
            new TopicAdmin(admin, topics.replication()).ensure(ours);
        } catch (KafkaUnavailableException e) {
            throw new KafkaUnavailableException("Kafka at " + kafka.bootstrap() + " (kafka.bootstrap): " + e.getMessage(), e.getCause());
        }
    }

    private KafkaSettings withClientConfig(KafkaSettings configured) throws java.io.IOException {
        Map<String, String> properties = new HashMap<>(configured.properties());
        properties.putAll(ClientProperties.read(clientConfig));
        return new KafkaSettings(configured.bootstrap(), properties);
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
