package coulombus.fleetapi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Tells open pages what changed, a few times a second.
///
/// Nothing is queued for anyone: each tick sends the newest state to those who are ready for it, so a slow client sees fewer steps and
/// a stuck one is dropped. Lives on one event loop.
final class LiveFeed {
    /// How often changes are sent.
    static final long TICK_MILLIS = 400;
    /// How often a wall is told what changed.
    static final long WALL_TICK_MILLIS = 1000;
    static final int MOST_CLIENTS = 256;
    private static final int SAY_ALIVE_EVERY_TICKS = 5;
    private static final int STUCK_TICKS_UNTIL_DROPPED = 40;
    private static final int LONGEST_QUEUE_BYTES = 256 * 1024;
    private static final short TRY_AGAIN_LATER = 1013;

    private final FleetView view;
    private final LongSupplier facilityVersion;
    private final InstantSource clock;
    private final FleetApiMetrics metrics;
    private final Set<Client> clients = new LinkedHashSet<>();

    /// @param facilityVersion rises with every change of facility, cells, experiments and queue
    LiveFeed(FleetView view, LongSupplier facilityVersion, InstantSource clock, FleetApiMetrics metrics) {
        this.view = view;
        this.facilityVersion = facilityVersion;
        this.clock = clock;
        this.metrics = metrics;
    }

    int clientCount() {
        return clients.size();
    }

    /// Takes a client whose right to listen has been checked.
    void join(ServerWebSocket socket) {
        if (clients.size() >= MOST_CLIENTS) {
            socket.close(TRY_AGAIN_LATER, "too many open pages");
            return;
        }
        Client client = new Client(socket);
        clients.add(client);
        socket.setWriteQueueMaxSize(LONGEST_QUEUE_BYTES);
        socket.closeHandler(closed -> clients.remove(client));
        // A broken connection is closed by itself; there is no one left to tell.
        socket.exceptionHandler(broken -> clients.remove(client));
        socket.textMessageHandler(client::hear);
        socket.binaryMessageHandler(bytes -> client.complain("Messages are JSON text.", bytes.length() + " bytes"));
    }

    /// Sends what changed since the last tick.
    void tick() {
        if (clients.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        long version = view.version();
        Map<Long, Buffer> channelMessages = new HashMap<>();
        for (Client client : new ArrayList<>(clients)) {
            client.tick(version, now, channelMessages);
        }
    }

    /// Tells walls what changed since the last time.
    void wallTick() {
        Map<Long, Buffer> messages = new HashMap<>();
        for (Client client : new ArrayList<>(clients)) {
            client.wallTick(messages);
        }
    }

    private Buffer wallMessage(long after, long version) {
        return WallJson.message(view.channelsChangedAfter(after), after, version, clock.instant()).toBuffer();
    }

    private Buffer channelMessage(long after, long version, Instant now) {
        JsonArray rows = new JsonArray();
        view.channelsChangedAfter(after).forEach(channel -> rows.add(ResultJson.channel(channel, now)));
        return new JsonObject().put("type", "channels").put("version", version).put("complete", after == 0).put("channels", rows)
                .toBuffer();
    }

    private final class Client {
        private final ServerWebSocket socket;
        private boolean wantsChannels;
        private long channelsSeen;
        private boolean wantsWall;
        private long wallSeen;
        private boolean wantsFacility;
        private long facilitySeen;
        private UUID run;
        private long runSeen;
        private int quietTicks;
        private int stuckTicks;

        Client(ServerWebSocket socket) {
            this.socket = socket;
        }

        void hear(String text) {
            try {
                JsonObject message = new JsonObject(text);
                String subscribe = message.getString("subscribe");
                String unsubscribe = message.getString("unsubscribe");
                if ("channels".equals(subscribe)) {
                    wantsChannels = true;
                    channelsSeen = 0;
                } else if ("wall".equals(subscribe)) {
                    wantsWall = true;
                    wallSeen = Math.max(0, message.getLong("version", 0L));
                } else if ("facility".equals(subscribe)) {
                    wantsFacility = true;
                    facilitySeen = -1;
                } else if ("facility".equals(unsubscribe)) {
                    wantsFacility = false;
                } else if ("run".equals(subscribe)) {
                    run = RequestParameters.runId(String.valueOf(message.getString("run_id")), "message.run_id");
                    runSeen = 0;
                } else if ("channels".equals(unsubscribe)) {
                    wantsChannels = false;
                } else if ("wall".equals(unsubscribe)) {
                    wantsWall = false;
                } else if ("run".equals(unsubscribe)) {
                    run = null;
                } else {
                    complain(
                            "Known messages: {subscribe: channels | facility}, {subscribe: wall, version: ...}, {subscribe: run, run_id: ...},"
                                    + " {unsubscribe: channels | facility | wall | run}.",
                            text);
                }
            } catch (DecodeException | ClassCastException e) {
                complain("A message is a JSON object with texts in it.", text);
            } catch (ApiProblem e) {
                complain(e.getMessage(), text);
            }
        }

        void complain(String what, String which) {
            String shown = which.length() > 200 ? which.substring(0, 200) + "..." : which;
            send(new JsonObject().put("type", "problem").put("status", 400).put("what", what).put("which", shown)
                    .put("where", "WebSocket message")
                    .toBuffer());
        }

        void tick(long version, Instant now, Map<Long, Buffer> channelMessages) {
            if (socket.isClosed()) {
                return;
            }
            if (socket.writeQueueFull()) {
                stuckTicks++;
                if (stuckTicks > STUCK_TICKS_UNTIL_DROPPED) {
                    metrics.slowClientDropped();
                    clients.remove(this);
                    if (!socket.isClosed()) {
                        socket.close(TRY_AGAIN_LATER, "too slow");
                    }
                }
                return;
            }
            stuckTicks = 0;
            quietTicks++;
            if (wantsChannels && (version > channelsSeen || channelsSeen == 0)) {
                send(channelMessages.computeIfAbsent(channelsSeen, seen -> channelMessage(seen, version, now)));
                channelsSeen = Math.max(version, 1);
            }
            if (wantsFacility && facilityVersion.getAsLong() != facilitySeen) {
                facilitySeen = facilityVersion.getAsLong();
                send(new JsonObject().put("type", "facility").put("version", facilitySeen).toBuffer());
            }
            if (run != null) {
                Optional<RunSummary> summary = view.run(run);
                if (summary.isPresent() && summary.get().version() > runSeen) {
                    runSeen = summary.get().version();
                    send(new JsonObject().put("type", "run").put("run", ResultJson.run(summary.get(), now)).toBuffer());
                }
            }
            if (quietTicks >= SAY_ALIVE_EVERY_TICKS) {
                send(new JsonObject().put("type", "alive").toBuffer());
            }
        }

        /// A client that is not ready hears the newest later.
        void wallTick(Map<Long, Buffer> messages) {
            long version = view.version();
            if (wantsWall && !socket.isClosed() && !socket.writeQueueFull() && (version > wallSeen || wallSeen == 0)) {
                send(messages.computeIfAbsent(wallSeen, seen -> wallMessage(seen, version)));
                wallSeen = Math.max(version, 1);
            }
        }

        private void send(Buffer message) {
            if (socket.isClosed()) {
                // The close handler comes later than the close.
                return;
            }
            quietTicks = 0;
            socket.writeTextMessage(message.toString());
        }
    }

    /// Closes every connection.
    void close() {
        List<Client> open = new ArrayList<>(clients);
        clients.clear();
        open.stream().map(client -> client.socket).filter(socket -> !socket.isClosed()).forEach(ServerWebSocket::close);
    }
}
