package coulombus.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.vertx.core.Vertx;

import coulombus.alertrouter.AlertRouterConfig;
import coulombus.alertrouter.AlertRouterService;
import coulombus.analytics.AnalyticsConfig;
import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.channelagent.CyclerConfig;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.fleetapi.FleetApiConfig;
import coulombus.fleetapi.FleetApiService;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.RunningServices;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.ManagementServer;
import coulombus.runtime.management.ManagementSettings;
import coulombus.runtime.management.ServiceMeters;
import coulombus.scheduler.SchedulerConfig;
import coulombus.scheduler.SchedulerService;
import coulombus.schemas.ServiceRole;

/// The whole fleet in one process: the embedded broker and the same services that run alone elsewhere, each with its own credentials.
/// Nothing in the services knows it.
final class LocalFleet implements AutoCloseable {
    static final String LOG = "coulombus.log";
    private static final String HOST = "127.0.0.1";

    private final EmbeddedBroker broker;
    private final Vertx vertx;
    private final ServiceMeters meters;
    private final FailureSignal failures;
    private final FleetApiService api;
    private final ChannelAgentService agent;
    private RunningServices services;
    private ManagementServer management;

    /// @param folder         where everything is kept
    /// @param port           of the page, 0 for any free one
    /// @param managementPort of health and metrics, 0 for any free one
    /// @param agent          what the channel agent does; where it has cyclers, the scheduler runs too
    record Settings(Path folder, int port, int managementPort, ChannelAgentConfig agent) {
        /// A fleet without cyclers.
        Settings(Path folder, int port, int managementPort) {
            this(folder, port, managementPort, ChannelAgentConfig.ofReplays(null, null));
        }
    }

    /// The configuration of an agent with these cyclers, its spool in the fleet's folder.
    static ChannelAgentConfig agentOf(Path folder, List<CyclerConfig> cyclers) {
        return new ChannelAgentConfig("local", null, cyclers, new SpoolSettings(folder.resolve("spool"), null, null, null, null, null),
                null);
    }

    private LocalFleet(EmbeddedBroker broker, Vertx vertx, Settings settings) {
        this.broker = broker;
        this.vertx = vertx;
        this.meters = new ServiceMeters();
        this.failures = new FailureSignal();
        this.api = new FleetApiService(FleetApiConfig.onLoopback(settings.port(), settings.folder().resolve("api-token")),
                context(ServiceRole.FLEET_API));
        this.agent = new ChannelAgentService(settings.agent(), context(ServiceRole.CHANNEL_AGENT),
                System::nanoTime);
    }

    /// Starts broker and services; on failure everything that was started is closed and the failure thrown.
    ///
    /// @param lastWords told why, when the broker must end the whole process at once, e.g. because its disk is full
    static LocalFleet start(Settings settings, Consumer<String> lastWords) throws Exception {
        requireFree(settings.port(), "--port");
        requireFree(settings.managementPort(), "--management-port");
        Files.createDirectories(settings.folder());
        Logging.toFile(settings.folder().resolve(LOG));
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(settings.folder().resolve("kafka")), lastWords);
        LocalFleet fleet = new LocalFleet(broker, Vertx.vertx(), settings);
        try {
            fleet.startServices(settings);
            return fleet;
        } catch (Exception | Error e) {
            try {
                fleet.close();
            } catch (Exception whileClosing) {
                e.addSuppressed(whileClosing);
            }
            throw e;
        }
    }

    /// A port that is taken is told before the broker is started, which takes seconds.
    private static void requireFree(int port, String option) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port));
        } catch (BindException e) {
            throw new BindException(option + ": port " + port + " on " + HOST + " cannot be used (" + e.getMessage()
                    + "); end the program that has it, choose another port, or 0 for any free one");
        }
    }

    private void startServices(Settings settings) throws Exception {
        AnalyticsConfig config = new AnalyticsConfig(null, null, null, null, settings.folder().resolve("analytics"), null, null, null);
        AnalyticsService analytics = new AnalyticsService(config, context(ServiceRole.ANALYTICS));
        List<Service> all = new ArrayList<>(List.of(analytics,
                new AlertRouterService(AlertRouterConfig.DEFAULT, context(ServiceRole.ALERT_ROUTER)), api, agent));
        if (!settings.agent().cyclers().isEmpty()) {
            all.add(new SchedulerService(new SchedulerConfig(null, null), context(ServiceRole.SCHEDULER), System::nanoTime));
        }
        services = RunningServices.start(all);
        management = ManagementServer.start(vertx, new ManagementSettings(null, settings.managementPort()), meters.registry(),
                services::healthChecks);
    }

    private ServiceContext context(ServiceRole role) {
        return new ServiceContext(vertx, broker.settingsFor(role), meters.registry(), InstantSource.system(), failures);
    }

    ChannelAgentService agent() {
        return agent;
    }

    /// A link that opens the page once.
    String loginLink() {
        return api.newLoginLink();
    }

    /// The address of the page.
    String pageUrl() {
        return api.url();
    }

    /// The address of health and metrics.
    String managementUrl() {
        return "http://" + HOST + ":" + management.port();
    }

    /// True where a service said that it cannot go on.
    boolean hasFailed() {
        return failures.first().toCompletableFuture().isDone();
    }

    FailureSignal failures() {
        return failures;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    @Override
    public void close() throws Exception {
        try {
            if (management != null) {
                management.close();
            }
            if (services != null) {
                services.close();
            }
        } finally {
            meters.close();
            vertx.close();
            broker.close();
        }
    }
}
