package coulombus.fleetapi;

import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.fleetapi.access.People;

/// Not a test: serves the page over a made-up fleet until it is stopped, to look at while working on it. Arguments: port, channels more.
final class LookAtThePage {
    private LookAtThePage() {}

    public static void main(String[] arguments) throws Exception {
        FleetView view = new FleetView(ViewLimits.DEFAULT);
        MadeUpFleet.feed(view, Instant.now());
        MadeUpFleet.feedMany(view, Instant.now(), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0);
        view.on(MadeUpFleet.tripped(Instant.now()));
        FleetApiConfig config = FleetApiConfig.onLoopback(Integer.parseInt(arguments[0]),
                Files.createTempDirectory("coulombus").resolve("token"));
        AuditLog log = new AuditLog(entry -> Future.succeededFuture(), InstantSource.system());
        ControlView control = new ControlView();
        FacilityView facility = new FacilityView(view, control, new YamlTexts(), InstantSource.system());
        FacilityRequests asking = new FacilityRequests(facility, request -> Future.succeededFuture(), log);
        Vertx vertx = Vertx.vertx();
        FleetApiServer server = new FleetApiServer(vertx, config,
                new FleetApiServer.Keys(AccessToken.readOrCreate(config.tokenFile()), People.of(config.peopleFile())),
                new FleetApiServer.Known(view,
                        new ControlRoutes(control, request -> Future.succeededFuture(), asking, log, InstantSource.system()),
                        new AlertRoutes(new AlertView(), request -> Future.succeededFuture(), InstantSource.system()),
                        new AuditRoutes(new AuditView(), control, asking), log, facility,
                        FacilityRouteTable.of(vertx, facility, view, asking)),
                new FleetApiMetrics(new SimpleMeterRegistry()), InstantSource.system());
        server.start().await();
        for (int i = 0; i < 20; i++) {
            System.out.println(server.newLoginLink());
        }
        UUID run = new UUID(2, 1);
        view.on(MadeUpFleet.facts(run, "B1/1", MadeUpFleet.cell("ZN-LIVE-01", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN), "Zn||Zn, live"),
                Instant.now());
        for (int i = 0;; i++) {
            MadeUpRun live = new MadeUpRun(view, run, "B1/1", Instant.now(), new Random(i), CellKind.SYMMETRIC);
            live.continueAt(i + 1, i * 0.5);
            live.measure(Math.sin(i / 40.0) > 0 ? 0.05 : -0.05, 1e-3);
            Thread.sleep(500);
        }
    }
}
