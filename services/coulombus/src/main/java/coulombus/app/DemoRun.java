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
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// The experiments of a demo, from their submission to what a person is told while they run. Asks the fleet as anyone else would.
final class DemoRun {
    private static final long POLL_MILLIS = 250;
    private static final long ANSWER_MILLIS = 20;
    private static final long WATCH_MILLIS = 500;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final String WHO = "demo";
    private static final String YAML = "text/yaml";
    private static final Set<String> BEFORE_START = Set.of("QUEUED", "ASSIGNED", "MOUNTED", "ARMED", "STARTING");

    private final FleetClient client;
    private final PrintWriter out;
    private final EndBySignal end;
    private final DemoHand hand;
    private final double speed;
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> cleared = new HashSet<>();

    /// @param speed test time over real time; told in every title, so that nobody takes the times for real ones
    DemoRun(FleetClient client, PrintWriter out, EndBySignal end, DemoHand hand, double speed) {
        this.client = client;
        this.out = out;
        this.end = end;
        this.hand = hand;
        this.speed = speed;
    }

    /// Registers the cells, takes off what an earlier demo left, waits for the channels and describes the facility.
    ///
    /// @param experiments whose cells are to be registered
    /// @param channelIds  of the cycler, in its order
    /// @return false where a person asked to end before
    boolean prepare(List<DemoPlan.Experiment> experiments, List<String> channelIds, double voltageVolt, double currentAmpere)
            throws IOException, InterruptedException {
        // The first request too: once it is answered, the API knows all that was decided before it.
        if (!done("POST", "/cells?who=" + WHO, YAML, DemoTexts.cells(experiments))) {
            return false;
        }
        DemoPlan.cells(experiments).forEach(cell -> hand.take(Map.ofEntries(cell)));
        for (Object one : client.all("/experiments?state=live", "experiments")) {
            String id = ((JsonObject) one).getString("experiment_id");
            done("POST", "/experiments/" + id + "/cancel", "application/json",
                    new JsonObject().put("why", "its cells went with the demo that tested them").put("who", WHO).encode());
        }
        awaitIdle(channelIds);
        List<String> gone = client.get("/facility").getJsonArray("channels").stream().map(one -> ((JsonObject) one).getString("channel_id"))
                .filter(id -> !channelIds.contains(id)).toList();
        return !end.isAsked() && done("PUT", "/facility?who=" + WHO, YAML,
                DemoTexts.facility(channelIds, gone, voltageVolt, currentAmpere));
    }

    /// Submits experiments and waits until all their cells are on channels.
    ///
    /// @return false where a person asked to end before
    boolean start(List<DemoPlan.Experiment> experiments) throws IOException, InterruptedException {
        List<String> ids = submit(experiments);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!end.await(POLL_MILLIS)) {
            lookAtBench(channels());
            boolean areAllPlaced = true;
            for (String id : ids) {
                for (Object cell : client.get("/experiments/" + id).getJsonArray("cells")) {
                    areAllPlaced &= !BEFORE_START.contains(((JsonObject) cell).getString("state"));
                }
            }
            if (areAllPlaced) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                // A person may have locked a channel, say: the others go on, and the queue tells who waits for what.
                out.println("Not all tests run: the page's queue says why.");
                return true;
            }
        }
        return false;
    }

    /// Submits experiments; answers their ids.
    List<String> submit(List<DemoPlan.Experiment> experiments) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (DemoPlan.Experiment one : experiments) {
            UUID request = UUID.randomUUID();
            if (done(request, "POST", "/experiments?who=" + WHO, YAML, DemoTexts.experiment(one, speed))) {
                ids.add(client.get("/requests/" + request).getString("experiment_id"));
            }
        }
        return ids;
    }

    /// Waits until all channels are idle and empty. What tripped in an earlier demo is cleared, as a person would after a look.
    private void awaitIdle(List<String> channelIds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!end.await(POLL_MILLIS)) {
            List<JsonObject> channels = channels();
            for (JsonObject channel : channels) {
                // What an earlier demo found was told then.
                if (channel.getString("run_id") != null) {
                    told.put(channel.getString("run_id"), channel.getInteger("finding_count", 0));
                }
                String id = channel.getString("channel_id");
                if (state(channel).equals("TRIPPED") && cleared.add(id)) {
                    client.post(FleetClient.channel(id, "/stop"), UUID.randomUUID(),
                            new JsonObject().put("why", "trip of an earlier demo").put("requested_by", WHO));
                }
            }
            JsonObject facility = client.get("/facility");
            Set<String> free = idle(channels);
            hand.clear(facility, free);
            facility.getJsonArray("channels").stream().map(one -> (JsonObject) one)
                    .filter(one -> one.getString("mounted_cell_id") != null || one.getString("assigned_cell_id") != null)
                    .forEach(one -> free.remove(one.getString("channel_id")));
            if (free.containsAll(channelIds)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                free.retainAll(channelIds);
                if (free.isEmpty()) {
                    throw new IOException("none of the " + channelIds.size()
                            + " channels of the simulated cycler is idle; the log says why");
                }
                return;
            }
        }
    }

    private static String state(JsonObject channel) {
        JsonObject control = channel.getJsonObject("control");
        return control == null ? "" : control.getString("operating_state", "");
    }

    private static Set<String> idle(List<JsonObject> channels) {
        return channels.stream().filter(channel -> state(channel).equals("IDLE")).map(channel -> channel.getString("channel_id"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void lookAtBench(List<JsonObject> channels) throws IOException, InterruptedException {
        hand.look(client.get("/facility"), idle(channels));
    }

    private boolean done(String method, String path, String type, String body) throws IOException, InterruptedException {
        return done(UUID.randomUUID(), method, path, type, body);
    }

    /// Asks and waits for the scheduler's answer.
    ///
    /// @return false where a person asked to end before
    private boolean done(UUID request, String method, String path, String type, String body) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        client.change(method, path, request, type, body);
        while (!end.isAsked()) {
            JsonObject answer = client.get("/requests/" + request);
            switch (answer.getString("state")) {
                case "DONE" -> {
                    return true;
                }
                case "REFUSED" -> throw new IOException(path + ": " + answer.getString("why"));
                default -> {
                    if (System.nanoTime() > deadline) {
                        throw new IOException(path + ": the scheduler does not answer; the log says why");
                    }
                    end.await(ANSWER_MILLIS);
                }
            }
        }
        return false;
    }

    /// Tells findings and where the tests are until a person asks to end or the time is over.
    void watch(double second) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        boolean watched = System.getenv("COULOMBUS_PROGRESS") != null;
        while (!end.await(WATCH_MILLIS) && (System.nanoTime() - begin) / 1e9 < second) {
            int running = 0;
            int tripped = 0;
            double longestHour = 0;
            List<JsonObject> channels = channels();
            lookAtBench(channels);
            for (JsonObject channel : channels) {
                String state = state(channel);
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
