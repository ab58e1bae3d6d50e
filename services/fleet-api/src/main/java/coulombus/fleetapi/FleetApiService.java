package coulombus.fleetapi;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.fleetapi.access.People;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.launch.Service;
import coulombus.runtime.launch.ServiceContext;
import coulombus.runtime.management.HealthCheck;
import coulombus.runtime.management.HealthCheck.Health;
import coulombus.schemas.ServiceRole;

/// Owns the view: reads the topics, answers over HTTP and WebSocket, shows the page. What people ask of the scheduler it puts on a topic.
public final class FleetApiService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(FleetApiService.class);
    private static final int PATIENCE_SECONDS = 20;

    private final FleetApiConfig config;
    private final ServiceContext context;
    private TopicFeed feed;
    private FleetApiServer server;
    private TopicRequestSender sender;

    public FleetApiService(FleetApiConfig config, ServiceContext context) {
        this.config = config;
        this.context = context;
    }

    @Override
    public String name() {
        return ServiceRole.FLEET_API.serviceName();
    }

    @Override
    public void start() throws Exception {
        FleetView view = new FleetView(config.view());
        FleetApiMetrics metrics = new FleetApiMetrics(context.meters());
        String token = AccessToken.readOrCreate(config.tokenFile());
        ControlView control = new ControlView();
        AlertView alerts = new AlertView();
        KafkaClients clients = context.clients(name());
        sender = new TopicRequestSender(clients::producer);
        AuditView audits = new AuditView();
        AuditLog log = new AuditLog(sender::sendToAudit, context.clock());
        FacilityView facility = new FacilityView(view, control, new YamlTexts(), context.clock());
        FacilityRequests requests = new FacilityRequests(facility, sender::sendAboutFacility, log);
        FleetApiServer bound = new FleetApiServer(context.vertx(), config, new FleetApiServer.Keys(token, People.of(config.peopleFile())),
                new FleetApiServer.Known(view, new ControlRoutes(control, sender, requests, log, context.clock()),
                        new AlertRoutes(alerts, sender::sendAboutAlert, context.clock()), new AuditRoutes(audits, control, requests), log,
                        facility, FacilityRouteTable.of(context.vertx(), facility, view, requests)),
                metrics, context.clock());
        try {
            bound.start().toCompletionStage().toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        server = bound;
        feed = new TopicFeed(clients::viewer, new RecordReader(view, control, alerts, audits, facility), metrics, context.clock(),
                failure -> context.failures().raise(name(), failure));
        feed.start();
        LOG.atInfo().addKeyValue("url", server.url()).addKeyValue("tokenFile", config.tokenFile()).log("page and API are open");
    }

    /// The address of the page, once started.
    public String url() {
        return server.url();
    }

    /// A link that logs one browser in, once, within the configured time. To be shown to the person who started the service.
    public String newLoginLink() {
        return server.newLoginLink();
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return List.of(new HealthCheck("fleet-api.feed.alive", HealthCheck.Kind.LIVENESS, this::alive),
                new HealthCheck("fleet-api.feed", HealthCheck.Kind.READINESS, this::ready));
    }

    private Health alive() {
        return feed != null && feed.state() instanceof TopicFeed.State.Failed(Throwable cause)
                ? new Health.Down("the feed failed: " + cause)
                : new Health.Up("");
    }

    private Health ready() {
        String trouble = feed == null ? "not started" : feed.trouble();
        return trouble.isEmpty() ? new Health.Up("lag " + feed.lag() + " records") : new Health.Down(trouble);
    }

    @Override
    public void close() throws Exception {
        if (feed != null) {
            feed.close();
        }
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            server = null;
        }
        if (sender != null) {
            sender.close();
        }
    }
}
