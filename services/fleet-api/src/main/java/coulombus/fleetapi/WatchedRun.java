package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// Everything the view remembers of one run. Single owner: [FleetView].
final class WatchedRun {
    private static final Duration SHORTEST_EXPECTED_INTERVAL = Duration.ofSeconds(4);
    private static final double FORGETTING_OF_INTERVAL = 0.98;
    private static final double LONGEST_GROWTH_OF_INTERVAL = 5;

    private static final Set<FindingKind> SHORTS = EnumSet.of(FindingKind.HARD_SHORT, FindingKind.SOFT_SHORT, FindingKind.CREEPING_SHORT,
            FindingKind.INTERMITTENT_SHORT);

    private final UUID runId;
    private final String channelId;
    private final ViewLimits limits;
    private final VoltageCurrentTrace trace;
    private final NavigableMap<Integer, HalfCycle> halfCycles = new TreeMap<>();
    private final NavigableMap<Integer, Cycle> cycles = new TreeMap<>();
    private final NavigableMap<FindingKey, Finding> findings = new TreeMap<>();
    private final Map<DataQualityKind, DataQuality> dataQuality = new EnumMap<>(DataQualityKind.class);
    private final HeldProfiles profiles = new HeldProfiles();
    private RunFacts facts;
    private RunEnd end;
    private CellHealth health;
    private Finding lastFinding;
    private long measurementCount;
    private long lastSeq;
    private double lastTestTimeSecond = Double.NaN;
    private double lastVoltageVolt = Double.NaN;
    private double lastCurrentAmpere = Double.NaN;
    private double lastTemperatureCelsius = Double.NaN;
    private double lastUnixTimeSecond = Double.NaN;
    private double firstUnixTimeSecond = Double.NaN;
    private StepKind lastStepKind = StepKind.UNKNOWN;
    private Instant lastArrival;
    private double expectedSecond = SHORTEST_EXPECTED_INTERVAL.toMillis() / 1000.0;
    private long version;

    WatchedRun(UUID runId, String channelId, ViewLimits limits) {
        this.runId = runId;
        this.channelId = channelId;
        this.limits = limits;
        this.trace = new VoltageCurrentTrace(limits.traceBuckets(), limits.recentMeasurements());
    }

    UUID runId() {
        return runId;
    }

    String channelId() {
        return channelId;
    }

    boolean hasEnded() {
        return end != null;
    }

    void changed(long version) {
        this.version = version;
    }

    void on(RunFacts facts) {
        this.facts = facts;
    }

    void on(RunEnd end) {
        this.end = end;
    }

    /// Takes the measurements that have not come before and answers how many those are.
    int on(MeasurementBatch batch, Instant arrival) {
        int fresh = 0;
        for (int i = 0; i < batch.size(); i++) {
            long seq = batch.seq(i);
            if (measurementCount > 0 && seq <= lastSeq) {
                continue;
            }
            if (measurementCount == 0) {
                firstUnixTimeSecond = batch.unixTimeSecond(i);
            }
            lastSeq = seq;
            measurementCount++;
            fresh++;
            trace.add(batch.testTimeSecond(i), batch.voltageVolt(i), batch.currentAmpere(i));
        }
        if (fresh > 0) {
            int last = batch.size() - 1;
            lastTestTimeSecond = batch.testTimeSecond(last);
            lastVoltageVolt = batch.voltageVolt(last);
            lastCurrentAmpere = batch.currentAmpere(last);
            lastTemperatureCelsius = batch.temperatureCelsius(last);
            lastUnixTimeSecond = batch.unixTimeSecond(last);
            lastStepKind = batch.stepKind(last);
            arrived(arrival);
        }
        return fresh;
    }

    /// The expected interval is the longest of the last ones, slowly forgotten, so that a channel that logs every five minutes while
    /// it rests is not called late; one long silence does not make the next silence normal.
    private void arrived(Instant arrival) {
        if (lastArrival != null) {
            double passedSecond = Duration.between(lastArrival, arrival).toMillis() / 1000.0;
            double counted = Math.min(passedSecond, LONGEST_GROWTH_OF_INTERVAL * expectedSecond);
            expectedSecond = Math.max(counted, expectedSecond * FORGETTING_OF_INTERVAL);
        }
        if (lastArrival == null || arrival.isAfter(lastArrival)) {
            lastArrival = arrival;
        }
    }

    void on(HalfCycle halfCycle) {
        profiles.on(halfCycle);
        halfCycles.put(halfCycle.number(), halfCycle.withoutProfile());
        forgetOldest(halfCycles);
    }

    void on(Cycle cycle) {
        cycles.put(cycle.number(), cycle);
        forgetOldest(cycles);
    }

    void on(Finding finding) {
        findings.put(new FindingKey(finding.onsetSeq(), finding.kind(), finding.detector()), finding);
        forgetOldest(findings);
        lastFinding = findings.values().stream().filter(f -> !f.shadow()).reduce((before, after) -> after).orElse(null);
    }

    void on(CellHealth health) {
        if (this.health == null || health.seq() >= this.health.seq()) {
            this.health = health;
        }
    }

    void on(DataQuality event) {
        DataQuality before = dataQuality.get(event.kind());
        if (before == null || event.count() >= before.count()) {
            dataQuality.put(event.kind(), event);
        }
    }

    private void forgetOldest(NavigableMap<?, ?> results) {
        while (results.size() > limits.resultsPerRun()) {
            results.pollFirstEntry();
        }
    }

    RunSummary summary() {
        Duration expected = Duration.ofMillis(Math.max(SHORTEST_EXPECTED_INTERVAL.toMillis(), Math.round(expectedSecond * 1000)));
        return new RunSummary(runId, channelId, Optional.ofNullable(facts), Optional.ofNullable(end), measurementCount, lastSeq,
                trace.firstTestTimeSecond(), lastTestTimeSecond, lastVoltageVolt, lastCurrentAmpere, lastTemperatureCelsius,
                firstUnixTimeSecond, lastUnixTimeSecond, lastStepKind, Optional.ofNullable(lastArrival), expected, highest(halfCycles),
                highest(cycles),
                findings.size(), dataQuality.size(), Optional.ofNullable(lastFinding), Optional.ofNullable(health), version);
    }

    private static int highest(NavigableMap<Integer, ?> results) {
        return results.isEmpty() ? 0 : Math.max(results.lastKey(), 0);
    }

    List<HalfCycle> halfCycles(int after) {
        return new ArrayList<>(halfCycles.tailMap(after, false).values());
    }

    List<Cycle> cycles(int after) {
        return new ArrayList<>(cycles.tailMap(after, false).values());
    }

    List<Finding> findings() {
        return new ArrayList<>(findings.values());
    }

    List<DataQuality> dataQuality() {
        return new ArrayList<>(dataQuality.values());
    }

    HeldProfiles.Snapshot profiles() {
        double firstShort = findings.values().stream().filter(finding -> !finding.shadow() && SHORTS.contains(finding.kind()))
                .mapToDouble(Finding::onsetTestTimeSecond).min().orElse(Double.POSITIVE_INFINITY);
        return profiles.snapshot(firstShort);
    }

    TraceWindow trace(double fromSecond, double toSecond, int points) {
        return trace.window(fromSecond, toSecond, points);
    }

    /// What makes two findings one: the same detector saw the same kind of thing begin at the same measurement.
    private record FindingKey(long onsetSeq, FindingKind kind, String detector) implements Comparable<FindingKey> {
        @Override
        public int compareTo(FindingKey other) {
            int order = Long.compare(onsetSeq, other.onsetSeq);
            if (order == 0) {
                order = kind.compareTo(other.kind);
            }
            return order == 0 ? detector.compareTo(other.detector) : order;
        }
    }
}
