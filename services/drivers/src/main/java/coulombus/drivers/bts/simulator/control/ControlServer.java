package coulombus.drivers.bts.simulator.control;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import coulombus.drivers.bts.simulator.machine.Speed;

/// The control over HTTP and JSON, on the loopback address only. Requests of web pages are refused: whoever can write on this port can
/// falsify a test of the fleet.
public final class ControlServer {
    private static final String HOST = "127.0.0.1";
    private static final Set<String> OWN_NAMES = Set.of(HOST, "localhost");
    private static final long PATIENCE_SECONDS = 20;
    private static final long LARGEST_BODY_BYTES = 1 << 20;
    private static final int RECORDS_IF_NOT_SAID = 1000;

    private static final ObjectMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance)).build();

    private final CyclerControl control;
    private final HttpServer server;

    private ControlServer(CyclerControl control, HttpServer server) {
        this.control = control;
        this.server = server;
    }

    private record CellOrder(String set, Long seed) {}

    private record SpeedOrder(String speed) {}

    private record AdvanceOrder(double seconds) {}

    private record RestartOrder(long downMillis, boolean rollOver) {}

    /// Listens. Blocks: not for an event loop.
    ///
    /// @param port 0 for any free one
    /// @throws IllegalStateException where the port is taken
    public static ControlServer start(Vertx vertx, CyclerControl control, int port) {
        ControlServer started = new ControlServer(control, vertx.createHttpServer());
        Router router = Router.router(vertx);
        router.route().handler(ControlServer::refusePages);
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES));
        started.addTo(router);
        try {
            started.server.requestHandler(router).listen(port, HOST).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("control port: cannot listen on " + HOST + ":" + port + ": " + e.getMessage()
                    + "; is another simulated cycler running? 0 takes a free port", e);
        }
        return started;
    }

    public int port() {
        return server.actualPort();
    }

    private void addTo(Router router) {
        router.get("/status").handler(c -> answer(c, control::status));
        router.get("/channels").handler(c -> answer(c, control::truth));
        router.get("/channels/:channel").handler(c -> answer(c, () -> control.truth(c.pathParam("channel"))));
        router.get("/channels/:channel/records").handler(c -> answer(c, () -> control.records(c.pathParam("channel"), number(c, "test", 0),
                (int) number(c, "from", 1), (int) number(c, "count", RECORDS_IF_NOT_SAID))));
        router.post("/channels/:channel/cell").handler(c -> answer(c, () -> {
            CellOrder order = body(c, CellOrder.class);
            if (order.set() == null) {
                throw new IllegalArgumentException("set: must be the name of a cell");
            }
            control.mount(c.pathParam("channel"), order.set(), order.seed());
            return control.truth(c.pathParam("channel"));
        }));
        router.post("/channels/:channel/faults").handler(c -> answer(c, () -> {
            control.fault(c.pathParam("channel"), body(c, FaultOrder.class));
            return control.truth(c.pathParam("channel"));
        }));
        router.post("/speed").handler(c -> answer(c, () -> {
            SpeedOrder order = body(c, SpeedOrder.class);
            if (order.speed() == null) {
                throw new IllegalArgumentException("speed: must be a number greater than 0, max or manual");
            }
            control.setSpeed(Speed.parse(order.speed()));
            return control.status();
        }));
        router.post("/advance").handler(c -> answer(c, () -> {
            control.advance(body(c, AdvanceOrder.class).seconds());
            return control.status();
        }));
        router.post("/restart").handler(c -> answer(c, () -> {
            RestartOrder order = body(c, RestartOrder.class);
            CompletableFuture<Void> up = control.restart(order.downMillis(), order.rollOver());
            up.get(order.downMillis() + TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS), TimeUnit.MILLISECONDS);
            return control.status();
        }));
    }

    private static void refusePages(RoutingContext c) {
        String host = c.request().authority() == null ? "" : c.request().authority().host();
        if (c.request().getHeader("Origin") != null || !OWN_NAMES.contains(host)) {
            say(c, 403, Map.of("error", "only programs of this computer control the simulated cycler, no web pages"));
        } else {
            c.next();
        }
    }

    private static long number(RoutingContext c, String name, long otherwise) {
        String text = c.request().getParam(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": must be a whole number; was '" + text + "'", e);
        }
    }

    private static <T> T body(RoutingContext c, Class<T> type) {
        String text = c.body().asString();
        try {
            return MAPPER.readValue(text == null || text.isBlank() ? "{}" : text, type);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    e.getPropertyName() + ": there is no such field; known here: " + e.getKnownPropertyIds(), e);
        } catch (ValueInstantiationException e) {
            throw new IllegalArgumentException(e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the body is not what is needed here: " + e.getOriginalMessage(), e);
        }
    }

    private static void answer(RoutingContext c, Callable<Object> question) {
        c.vertx().executeBlocking(question, false).onSuccess(found -> say(c, 200, found)).onFailure(e -> {
            int status = switch (e) {
                case IllegalArgumentException wrong -> 400;
                case IllegalStateException now -> 409;
                default -> 500;
            };
            say(c, status, Map.of("error", e.getMessage() == null ? e.toString() : e.getMessage()));
        });
    }

    private static void say(RoutingContext c, int status, Object what) {
        try {
            c.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(MAPPER.writeValueAsString(what) + "\n");
        } catch (IOException e) {
            c.fail(e);
        }
    }
}
