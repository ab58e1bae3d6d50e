package coulombus.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.json.JsonObject;

import coulombus.drivers.bts.simulator.control.CyclerControl;
import coulombus.drivers.simulation.SimulatedCellKind;

/// Who stands at the demo's bench: clips the simulated cell that a channel waits for into the simulated cycler and scans it, and takes it
/// off when its test ended. Cells that are left to people, or that people registered, are clipped in but not scanned.
///
/// For one thread.
final class DemoHand {
    private static final long ASK_AGAIN_NANOS = 5_000_000_000L;

    private final FleetClient client;
    private final CyclerControl cycler;
    private final Map<String, String> positions;
    private final Map<String, SimulatedCellKind> own = new HashMap<>();
    private final Map<String, Long> asked = new HashMap<>();
    private final Set<String> clippedIn = new HashSet<>();

    /// @param positions in the cycler, by channel id
    DemoHand(FleetClient client, CyclerControl cycler, Map<String, String> positions) {
        this.client = client;
        this.cycler = cycler;
        this.positions = positions;
    }

    /// Lets it know the demo's cells.
    void take(Map<String, SimulatedCellKind> cells) {
        own.putAll(cells);
    }

    /// Does what is to do now.
    ///
    /// @param facility as the API tells it
    /// @param idle     channels whose agent says that they do nothing
    void look(JsonObject facility, Set<String> idle) throws IOException, InterruptedException {
        for (Object one : facility.getJsonArray("channels")) {
            JsonObject channel = (JsonObject) one;
            String id = channel.getString("channel_id");
            String mounted = channel.getString("mounted_cell_id");
            String assigned = channel.getString("assigned_cell_id");
            if (!positions.containsKey(id) || !idle.contains(id)) {
                continue;
            }
            if (mounted == null && assigned != null) {
                clipIn(assigned, id);
            } else if (mounted != null && assigned == null && isScanned(mounted)) {
                ask("unmount", mounted, id);
            }
        }
    }

    /// Takes off whatever an earlier demo left on channels that nobody has.
    void clear(JsonObject facility, Set<String> idle) throws IOException, InterruptedException {
        for (Object one : facility.getJsonArray("channels")) {
            JsonObject channel = (JsonObject) one;
            String mounted = channel.getString("mounted_cell_id");
            if (mounted != null && channel.getString("assigned_cell_id") == null && idle.contains(channel.getString("channel_id"))) {
                ask("unmount", client.get("/cells/" + FleetClient.encoded(mounted)).getString("barcode"), channel.getString("channel_id"));
            }
        }
    }

    private boolean isScanned(String cellId) {
        return own.containsKey(cellId) && !DemoPlan.isLeftToPeople(cellId);
    }

    private void clipIn(String cellId, String channelId) throws IOException, InterruptedException {
        if (clippedIn.add(cellId + " " + channelId)) {
            SimulatedCellKind kind = own.containsKey(cellId)
                    ? own.get(cellId)
                    : DemoPlan.likely(client.get("/cells/" + FleetClient.encoded(cellId)).getString("kind"));
            long seed = UUID.nameUUIDFromBytes(cellId.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits();
            cycler.mount(positions.get(channelId), kind.name(), seed);
        }
        if (isScanned(cellId)) {
            ask("mount", cellId, channelId);
        }
    }

    /// Asks once, and again where nothing came of it.
    private void ask(String what, String cellId, String channelId) throws IOException, InterruptedException {
        String key = what + " " + cellId + " " + channelId;
        Long before = asked.get(key);
        if (before == null || System.nanoTime() - before > ASK_AGAIN_NANOS) {
            asked.put(key, System.nanoTime());
            client.post(FleetClient.channel(channelId, "/" + what), UUID.randomUUID(),
                    new JsonObject().put("barcode", cellId).put("who", "demo"));
        }
    }
}
