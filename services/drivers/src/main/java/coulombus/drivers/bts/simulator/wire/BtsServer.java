package coulombus.drivers.bts.simulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.drivers.bts.simulator.machine.MachineThread;

/// The TCP side of the machine, on the loopback address. Any number of connections; commands of all of them are answered one after the
/// other. Its own state lives on one event loop.
public final class BtsServer {
    private static final Logger log = LoggerFactory.getLogger(BtsServer.class);
    private static final String HOST = "127.0.0.1";
    private static final String TERMINATOR = "#\r\n";
    private static final int LARGEST_REQUEST_BYTES = 16 << 20;
    private static final int TRIES = 100;
    private static final long RETRY_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 20;

    private final Vertx vertx;
    private final Context context;
    private final MachineThread machine;
    private final CommandDesk desk;
    private final WireOptions options;
    private final Set<NetSocket> open = new HashSet<>();
    private Future<Void> tail = Future.succeededFuture();
    private NetServer server;
    private int port;
    private long replies;

    private BtsServer(Vertx vertx, MachineThread machine, WireOptions options) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.machine = machine;
        this.options = options;
        this.desk = new CommandDesk(options);
    }

    /// Listens. Blocks: not for an event loop.
    ///
    /// @param port 0 for any free one
    /// @throws IllegalStateException where the port is taken
    public static BtsServer start(Vertx vertx, MachineThread machine, WireOptions options, int port) {
        BtsServer server = new BtsServer(vertx, machine, options);
        try {
            server.listen(port).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("port: cannot listen on " + HOST + ":" + port + ": " + e.getMessage()
                    + "; is another simulated cycler running? 0 takes a free port", e);
        }
        return server;
    }

    private Future<Void> listen(int wanted) {
        Promise<Void> listening = Promise.promise();
        context.runOnContext(go -> {
            server = vertx.createNetServer().connectHandler(this::connected);
            server.listen(wanted, HOST).onSuccess(s -> port = s.actualPort()).<Void>mapEmpty().onComplete(listening);
        });
        return listening.future();
    }

    public int port() {
        return port;
    }

    /// Ends all connections at once and takes no new ones for a while; then as before, on the same port.
    public Future<Void> restart(long downMillis) {
        Promise<Void> up = Promise.promise();
        context.runOnContext(go -> {
            Set.copyOf(open).forEach(NetSocket::close);
            server.close().onComplete(closed -> {
                if (downMillis <= 0) {
                    listenAgain(TRIES, up);
                } else {
                    vertx.setTimer(downMillis, later -> listenAgain(TRIES, up));
                }
            });
        });
        return up.future();
    }

    /// A client that tries to connect meanwhile may have been given this very port for its own end; it lets go of it soon.
    private void listenAgain(int tries, Promise<Void> up) {
        listen(port).onComplete(done -> {
            if (done.failed() && tries > 1) {
                vertx.setTimer(RETRY_MILLIS, later -> listenAgain(tries - 1, up));
            } else {
                up.handle(done);
            }
        });
    }

    private void connected(NetSocket socket) {
        context.runOnContext(go -> open.add(socket));
        Session session = new Session();
        RecordParser frames = RecordParser.newDelimited(TERMINATOR, socket).maxRecordSize(LARGEST_REQUEST_BYTES);
        frames.handler(frame -> context.runOnContext(go -> request(frame, socket, session)));
        frames.exceptionHandler(e -> {
            log.debug("A connection of the simulated cycler ends: {}", e.toString());
            socket.close();
        });
        socket.closeHandler(closed -> context.runOnContext(go -> open.remove(socket)));
    }

    private void request(Buffer frame, NetSocket socket, Session session) {
        String text = frame.toString(StandardCharsets.UTF_8);
        tail = tail.compose(before -> answer(text, socket, session), before -> answer(text, socket, session));
    }

    private Future<Void> answer(String text, NetSocket socket, Session session) {
        return Future.fromCompletionStage(machine.ask(m -> desk.answer(text, session, m)), context)
                .compose(this::afterLatency).onSuccess(answer -> send(answer, socket)).onFailure(e -> {
                    log.error("The simulated cycler cannot answer", e);
                    socket.close();
                }).mapEmpty();
    }

    private Future<Answer> afterLatency(Answer answer) {
        replies++;
        boolean busy = options.busyEvery() > 0 && replies % options.busyEvery() == 0;
        int millis = busy ? options.busyMillis() : options.latencyMillis();
        if (millis == 0) {
            return Future.succeededFuture(answer);
        }
        return vertx.timer(millis, TimeUnit.MILLISECONDS).map(answer);
    }

    private static void send(Answer answer, NetSocket socket) {
        if (answer.bytes() != null) {
            socket.write(Buffer.buffer(answer.bytes()));
        }
        if (answer.close()) {
            socket.close();
        }
    }
}
