package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// The tests of a demo, from the starts asked for to what a person is told while they run. Asks the fleet as anyone else would.
final class DemoRun {
    private static final long POLL_MILLIS = 250;
    private static final long WATCH_MILLIS = 1000;
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final FleetClient client;
    private final PrintWriter out;
    private final EndBySignal end;
    private final String accelerated;
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> cleared = new HashSet<>();

    /// @param accelerated added to every title, so that nobody takes the times for real ones
    DemoRun(FleetClient client, PrintWriter out, EndBySignal end, String accelerated) {
        this.accelerated = accelerated;
        this.client = client;
        this.out = out;
        this.end = end;
    }

    /// Waits for the channels, then asks the scheduler for all tests.
    ///
    /// @return false where a person asked to end before
    boolean start(List<DemoPlan.Test> tests) throws IOException, InterruptedException {
        List<String> channels = awaitIdle(tests.size());
        for (JsonObject channel : channels()) {
            // What an earlier demo found was told then.
            if (channel.getString("run_id") != null) {
                told.put(channel.getString("run_id"), channel.getInteger("finding_count", 0));
            }
        }
        Map<UUID, String> asked = new HashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            DemoPlan.Test test = tests.get(i);
            UUID request = UUID.randomUUID();
            client.post(FleetClient.channel(channels.get(i), "/start"), request, new JsonObject().put("title", test.title() + accelerated)
                    .put("protocol", test.protocol()).put("cell", ChannelsCommand.json(test.cell())).put("requested_by", "demo"));
            asked.put(request, channels.get(i));
        }
        for (Map.Entry<UUID, String> request : asked.entrySet()) {
            awaitGranted(request.getKey(), request.getValue());
        }
        return !end.isAsked();
    }

    /// All channels in the cycler's order once so many are idle. What tripped in an earlier demo is cleared, as a person would after a look.
    private List<String> awaitIdle(int count) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!end.await(POLL_MILLIS)) {
            List<String> idle = new ArrayList<>();
            for (JsonObject channel : channels()) {
                JsonObject control = channel.getJsonObject("control");
                String id = channel.getString("channel_id");
                String state = control == null ? "" : control.getString("operating_state");
                if (state.equals("IDLE")) {
                    idle.add(id);
                } else if (state.equals("TRIPPED") && cleared.add(id)) {
                    client.post(FleetClient.channel(id, "/stop"), UUID.randomUUID(),
                            new JsonObject().put("why", "trip of an earlier demo").put("requested_by", "demo"));
                }
            }
            if (idle.size() >= count) {
                return idle.subList(0, count);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "only " + idle.size() + " of " + count + " channels of the simulated cycler are idle; the log says why");
            }
        }
        return List.of();
    }

    private void awaitGranted(UUID request, String channel) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!end.isAsked()) {
            JsonObject answer = client.get("/requests/" + request);
            switch (answer.getString("state")) {
                case "GRANTED" -> {
                    return;
                }
                case "REFUSED" -> throw new IOException(channel + ": " + answer.getString("why"));
                default -> {
                    if (System.nanoTime() > deadline) {
                        throw new IOException(channel + ": the scheduler does not answer; the log says why");
                    }
                    end.await(POLL_MILLIS);
                }
            }
        }
    }

    /// Tells findings and where the tests are until a person asks to end or the time is over.
    void watch(double second) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean watched = System.getenv("COULOMBUS_PROGRESS") != null;
        while (!end.await(WATCH_MILLIS) && (System.nanoTime() - begin) / 1e9 < second) {
            int running = 0;
            int tripped = 0;
            double longestHour = 0;
            for (JsonObject channel : channels()) {
                JsonObject control = channel.getJsonObject("control");
                String state = control == null ? "" : control.getString("operating_state");
                running += state.equals("RUNNING") ? 1 : 0;
                tripped += state.equals("TRIPPED") ? 1 : 0;
                Double testTimeSecond = channel.getDouble("test_time_second");
                longestHour = Math.max(longestHour, testTimeSecond == null ? 0 : testTimeSecond / 3600);
                tellFindings(channel);
            }
            if (watched) {
                out.printf("\r%.0f h of test time, %d running, %d tripped   ", longestHour, running, tripped);
                out.flush();
            }
        }
    }

    /// Tells what is new of a channel, each finding once.
    private void tellFindings(JsonObject channel) throws IOException, InterruptedException {
        String run = channel.getString("run_id");
        int count = channel.getInteger("finding_count", 0);
        int before = run == null ? count : told.getOrDefault(run, 0);
        if (count == before) {
            return;
        }
        JsonArray findings = client.get("/runs/" + run + "/findings").getJsonArray("findings");
        for (int i = before; i < findings.size(); i++) {
            out.printf("\r%s on %s: %s%n", channel.getString("cell_id"), channel.getString("channel_id"),
                    findings.getJsonObject(i).getString("sentence"));
        }
        out.flush();
        told.put(run, findings.size());
    }

    private List<JsonObject> channels() throws IOException, InterruptedException {
        return client.get("/channels").getJsonArray("channels").stream().map(channel -> (JsonObject) channel).toList();
    }
}
