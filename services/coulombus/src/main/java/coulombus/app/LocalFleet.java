package coulombus.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

import io.vertx.core.Vertx;

import coulombus.analytics.AnalyticsConfig;
import coulombus.analytics.AnalyticsService;
import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.fleetapi.FleetApiConfig;
import coulombus.fleetapi.FleetApiService;
import coulombus.runtime.broker.BrokerSettings;
import coulombus.runtime.broker.EmbeddedBroker;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.RunningServices;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.ManagementServer;
import coulombus.runtime.management.ManagementSettings;
import coulombus.runtime.management.ServiceMeters;
import coulombus.schemas.ServiceRole;

/// The whole fleet in one process: the embedded broker and the same services that run alone elsewhere, each with its own credentials.
/// Nothing in the services knows it.
final class LocalFleet implements AutoCloseable {
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
    record Settings(Path folder, int port, int managementPort) {}

    private LocalFleet(EmbeddedBroker broker, Vertx vertx, Settings settings) {
        this.broker = broker;
        this.vertx = vertx;
        this.meters = new ServiceMeters();
        this.failures = new FailureSignal();
        this.api = new FleetApiService(FleetApiConfig.onLoopback(settings.port(), settings.folder().resolve("api-token")),
                context(ServiceRole.FLEET_API));
        this.agent = new ChannelAgentService(new ChannelAgentConfig(null, null), context(ServiceRole.CHANNEL_AGENT), System::nanoTime);
    }

    /// Starts broker and services; on failure everything that was started is closed and the failure thrown.
    static LocalFleet start(Settings settings) throws Exception {
        Files.createDirectories(settings.folder());
        Logging.toFile(settings.folder().resolve("coulombus.log"));
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(settings.folder().resolve("kafka")));
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

    private void startServices(Settings settings) throws Exception {
        AnalyticsConfig config = new AnalyticsConfig(null, null, null, null, settings.folder().resolve("analytics"), null);
        AnalyticsService analytics = new AnalyticsService(config, context(ServiceRole.ANALYTICS));
        services = RunningServices.start(List.of(analytics, api, agent));
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

    FailureSignal failures() {
        return failures;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    /// Health checks of every service.
    RunningServices services() {
        return services;
    }

    int managementPort() {
        return management.port();
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
