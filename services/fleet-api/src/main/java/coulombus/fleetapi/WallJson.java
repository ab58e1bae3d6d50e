package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.cell.CellFacts;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.run.RunFacts;

/// Writes the fleet small enough to be told to a wall screen once a second: what seldom changes as rows, what changes with every
/// measurement as columns of numbers. Both name a channel by its number.
final class WallJson {
    private static final List<String> FACTS = List.of("number", "channel_id", "run_id", "cell_id", "title", "cell_kind", "source", "state",
            "cell_state", "operating_state", "rolling_10_coulombic_efficiency", "polarization_half_volt", "baseline_volt",
            "capacity_retention", "cycle_count", "finding_count", "last_finding");
    private static final double MICRO = 1e6;
    private static final double TENTH = 10;

    private WallJson() {}

    /// What changed after a version.
    ///
    /// @param changed channels that changed
    /// @param after   the version that the reader has, 0 for none
    /// @param version the version that the reader has with this
    static JsonObject message(List<ChannelSummary> changed, long after, long version, Instant now) {
        JsonArray facts = new JsonArray();
        Columns live = new Columns();
        for (ChannelSummary channel : changed) {
            if (channel.factsVersion() > after) {
                facts.add(facts(channel, now));
            }
            channel.run().ifPresent(run -> live.add(channel.number(), run, now));
        }
        return new JsonObject().put("type", "wall").put("version", version).put("complete", after == 0)
                .put("names", new JsonArray(FACTS)).put("facts", facts).put("live", live.json());
    }

    private static JsonArray facts(ChannelSummary channel, Instant now) {
        JsonArray row = new JsonArray().add(channel.number()).add(channel.channelId());
        Optional<RunSummary> run = channel.run();
        Optional<RunFacts> facts = run.flatMap(RunSummary::facts);
        Optional<CellFacts> cell = facts.map(RunFacts::cell);
        Optional<CellHealth> health = run.flatMap(RunSummary::health);
        row.add(run.map(one -> one.runId().toString()).orElse(null)).add(cell.map(CellFacts::cellId).orElse(""));
        row.add(facts.map(RunFacts::title).orElse("")).add(cell.map(one -> one.kind().name()).orElse("UNKNOWN"));
        row.add(facts.map(one -> one.source().name())
                .orElse(channel.reported().map(reported -> reported.source().name()).orElse(null)));
        row.add(run.map(one -> one.stateAt(now).name()).orElse("EMPTY")).add(health.map(one -> one.state().name()).orElse(null));
        row.add(channel.reported().map(reported -> ControlJson.reported(reported).getString("operating_state")).orElse(null));
        row.add(number(health.map(CellHealth::rolling10Efficiency), MICRO));
        row.add(number(health.map(CellHealth::polarizationHalfVolt), MICRO));
        row.add(number(health.map(CellHealth::baselineVolt), MICRO));
        row.add(number(health.map(CellHealth::capacityRetentionFraction), MICRO));
        row.add(run.map(RunSummary::cycleCount).orElse(0)).add(run.map(RunSummary::findingCount).orElse(0));
        return row.add(run.flatMap(RunSummary::lastFinding).map(Finding::sentence).orElse(null));
    }

    private static Object number(Optional<Double> value, double parts) {
        return value.filter(Double::isFinite).map(one -> rounded(one, parts)).orElse(null);
    }

    /// Digits beyond what a square can show only make the line slower.
    private static Object rounded(double value, double parts) {
        if (!Double.isFinite(value)) {
            return null;
        }
        double result = Math.rint(value * parts) / parts;
        return result == Math.rint(result) && Math.abs(result) < 1e9 ? (Object) (int) result : (Object) result;
    }

    /// Columns of one length, one place a channel.
    private static final class Columns {
        private final JsonArray number = new JsonArray();
        private final JsonArray age = new JsonArray();
        private final JsonArray interval = new JsonArray();
        private final JsonArray testTime = new JsonArray();
        private final JsonArray voltage = new JsonArray();
        private final JsonArray current = new JsonArray();

        void add(int channel, RunSummary run, Instant now) {
            number.add(channel);
            age.add(rounded(run.lastArrival().map(arrival -> Math.max(0, Duration.between(arrival, now).toMillis() / 1000.0))
                    .orElse(Double.NaN), TENTH));
            interval.add(rounded(run.expectedInterval().toMillis() / 1000.0, TENTH));
            testTime.add(rounded(run.lastTestTimeSecond(), TENTH));
            voltage.add(rounded(run.lastVoltageVolt(), MICRO));
            current.add(rounded(run.lastCurrentAmpere(), MICRO * 10));
        }

        JsonObject json() {
            return new JsonObject().put("number", number).put("data_age_second", age).put("expected_interval_second", interval)
                    .put("test_time_second", testTime).put("voltage_volt", voltage).put("current_ampere", current);
        }
    }
}
