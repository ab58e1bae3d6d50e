package coulombus.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

import io.vertx.core.Vertx;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentService;
import coulombus.fleetapi.FleetApiService;
import coulombus.runtime.config.ConfigLoader;
import coulombus.runtime.config.EffectiveConfig;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.kafka.TopicAdmin;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.Launcher;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.ManagementServer;
import coulombus.runtime.management.ManagementSettings;
import coulombus.runtime.management.ServiceMeters;
import coulombus.schemas.Topics;

/// `service NAME`: one service against an existing Kafka; what the container images run.
@Command(name = "service", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Runs one service against an existing Kafka.",
        "Each value of the configuration can be overridden by the environment, e.g. COULOMBUS_KAFKA_BOOTSTRAP." })
final class ServiceCommand implements Callable<Integer> {
    /// The services there are, by the word a person types.
    enum Name {
        channel_agent, analytics, fleet_api;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Parameters(arity = "1", paramLabel = "NAME", description = "One of: channel-agent, analytics, fleet-api.")
    private Name name;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The service's YAML configuration; services/NAME/example-config.yaml shows "
            + "every setting.")
    private Path config;

    @Override
    public Integer call() throws Exception {
        Logging.toConsole();
        ConfigLoader loader = new ConfigLoader(System.getenv());
        return switch (name) {
            case analytics -> {
                ServiceConfigs.Analytics c = loader.load(config, ServiceConfigs.Analytics.class);
                yield run(c, c.kafka(), c.management(), c.topics(), context -> new AnalyticsService(c.analytics(), context));
            }
            case channel_agent -> {
                ServiceConfigs.ChannelAgent c = loader.load(config, ServiceConfigs.ChannelAgent.class);
                yield run(c, c.kafka(), c.management(), c.topics(),
                        context -> new ChannelAgentService(c.channelAgent(), context, System::nanoTime));
            }
            case fleet_api -> {
                ServiceConfigs.FleetApi c = loader.load(config, ServiceConfigs.FleetApi.class);
                yield run(c, c.kafka(), c.management(), c.topics(), context -> new FleetApiService(c.fleetApi(), context));
            }
        };
    }

    private interface ServiceMaker {
        Service make(ServiceContext context) throws Exception;
    }

    private int run(Record shown, KafkaSettings kafka, ManagementSettings management, ServiceConfigs.TopicSettings topics,
            ServiceMaker maker)
            throws Exception {
        System.err.print(EffectiveConfig.describe(shown));
        if (topics.ensure()) {
            try (Admin admin = Admin.create(kafka.common(name + "-admin"))) {
                new TopicAdmin(admin, topics.replication()).ensure(Topics.ALL);
            }
        }
        Vertx vertx = Vertx.vertx();
        FailureSignal failures = new FailureSignal();
        try (ServiceMeters meters = new ServiceMeters()) {
            ServiceContext context = new ServiceContext(vertx, kafka, meters.registry(), InstantSource.system(), failures);
            Service service = maker.make(context);
            try (ManagementServer server = ManagementServer.start(vertx, management, meters.registry(), service::healthChecks)) {
                return new Launcher(failures).run(List.of(service),
                        running -> System.err.println("coulombus service " + name + ": running"));
            }
        } finally {
            vertx.close();
        }
    }
}
