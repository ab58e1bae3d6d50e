package coulombus.fleetapi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.CellState;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.detection.Severity;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// A small fleet of made-up cells, marked SIMULATED, for looking at the page and for its tests. The numbers are drawn, not computed:
/// nothing here says anything about real cells.
final class MadeUpFleet {
    static final UUID SOFT_SHORT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID PLATING = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final UUID FULL = UUID.fromString("00000000-0000-4000-8000-000000000003");
    static final UUID HARD_SHORT = UUID.fromString("00000000-0000-4000-8000-000000000004");
    static final UUID HALF = UUID.fromString("00000000-0000-4000-8000-000000000005");
    static final UUID STALE = UUID.fromString("00000000-0000-4000-8000-000000000006");
    static final UUID STARTING = UUID.fromString("00000000-0000-4000-8000-000000000007");

    private final FleetView view;
    private final Instant now;

    private MadeUpFleet(FleetView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    static void feed(FleetView view, Instant now) {
        MadeUpFleet fleet = new MadeUpFleet(view, now);
        fleet.softShort();
        fleet.plating();
        fleet.full();
        fleet.hardShort();
        fleet.half();
        fleet.stale();
        view.on(facts(STARTING, "A3/12", cell("ZN-CU-21", CellKind.PLATING, FirstHalfCycle.PLATE), "Zn||Cu, 1 mA/cm2"), now);
    }

    /// Many more channels, for looking at a long list.
    static void feedMany(FleetView view, Instant now, int channels) {
        for (int i = 0; i < channels; i++) {
            UUID run = new UUID(1, i);
            String channel = "R" + (i / 64 + 1) + "/" + (i % 64 + 1);
            view.on(facts(run, channel, cell("CELL-" + (1000 + i), CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN), "Zn||Zn"), now);
            MadeUpRun made = new MadeUpRun(view, run, channel, now, new Random(i), CellKind.SYMMETRIC);
            made.halfCycle(-1, 600, 60, u -> -0.05 - 0.01 * u, 1e-3);
            made.halfCycle(1, 600, 60, u -> 0.05 + 0.01 * u, 1e-3);
        }
    }

    /// What an agent would say of the channel of the hard short, which it has stopped.
    static ChannelReported tripped(Instant now) {
        return new ChannelReported("A3/10", "agent-a3", UUID.fromString("00000000-0000-4000-8000-0000000000a3"), Source.SIMULATED, 7, 2,
                new OperatingState.Tripped(HARD_SHORT, "hard short at 31.9 h of test time"), OrderAnswer.ACCEPTED, "", true,
                Optional.of(HARD_SHORT), 11_520, 0.0003, 0, now.getEpochSecond());
    }

    static RunFacts facts(UUID run, String channel, CellFacts cell, String title) {
        return new RunFacts(run, channel, Source.SIMULATED, cell,
                new InstrumentFacts("simulated cycler", CurrentBasis.MEASURED, 1e-6, 1e-5, 1e-3, Double.NaN, 0.005),
                new ProtocolFacts(title, 1e-3, 1.5, EndCause.UNKNOWN, EndCause.UNKNOWN, Double.NaN, Double.NaN),
                title);
    }

    static CellFacts cell(String id, CellKind kind, FirstHalfCycle first) {
        return new CellFacts(id, kind, first, 1.13, kind == CellKind.FULL ? 8.2 : Double.NaN, kind == CellKind.FULL ? 0.0025 : Double.NaN,
                kind == CellKind.SYMMETRIC ? 30 : Double.NaN);
    }

    private void softShort() {
        view.on(facts(SOFT_SHORT, "A3/7", cell("ZN-HPT-03", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN), "Zn||Zn, 1 mA/cm2, 1 h"), now);
        MadeUpRun run = new MadeUpRun(view, SOFT_SHORT, "A3/7", now, new Random(7), CellKind.SYMMETRIC);
        for (int i = 0; i < 362; i++) {
            double level = i < 337 ? 0.057 * (1 - 0.12 * Math.exp(-i / 60.0)) : 0.0255;
            double sign = i % 2 == 0 ? -1 : 1;
            double nucleation = i < 337 ? 0.031 * Math.exp(-i / 120.0) + 0.012 : 0.004;
            run.halfCycle(sign, 3600, 60, u -> sign * (level + nucleation * Math.exp(-u * 30) + 0.004 * u), 1.13e-3);
        }
        view.on("A3/7", SOFT_SHORT, new Finding(FindingKind.SOFT_SHORT, Severity.WARNING, 338, 337.5 * 3600, 339.5 * 3600,
                run.seqAt(337.5 * 3600), run.seqAt(339.5 * 3600), "soft-short-step/1",
                "The cell went soft short at 337.5 h: polarisation fell 55 % within 2 half-cycles (57 mV before, 26 mV now, baseline of 40 half-cycles).",
                List.of(new Finding.Evidence("plateau_volt", 0.0255), new Finding.Evidence("baseline_volt", 0.057),
                        new Finding.Evidence("threshold_fraction", 0.7)),
                List.of(), false));
        run.health(CellState.SOFT_SHORT, 337.5 * 3600, Double.NaN, 0.0255, 0.057);
    }

    private void plating() {
        view.on(facts(PLATING, "A3/8", cell("ZN-CU-17", CellKind.PLATING, FirstHalfCycle.PLATE), "Zn||Cu, 1 mA/cm2, 1 mAh/cm2"), now);
        MadeUpRun run = new MadeUpRun(view, PLATING, "A3/8", now, new Random(17), CellKind.PLATING);
        for (int i = 0; i < 140; i++) {
            double efficiency = 0.9935 - 0.06 * Math.exp(-i / 4.0) + 0.0015 * run.random().nextGaussian();
            boolean onCapacity = i > 90 && i % 17 == 0;
            double nucleation = 0.045 * Math.exp(-i / 50.0) + 0.03;
            run.halfCycle(-1, 3600, 60, u -> -0.035 - nucleation * Math.exp(-u * 25), 1.13e-3);
            double strip = 3600 * (onCapacity ? 1.0 : efficiency);
            run.halfCycle(1, strip, 60, u -> u > 0.995 ? 0.5 : 0.035 + 0.02 * u, 1.13e-3);
            run.cycle(onCapacity ? 1.0 : efficiency, !onCapacity, onCapacity ? "stripping ended on capacity" : "", true);
        }
        run.spike(0.8);
        run.health(CellState.HEALTHY, 0, 0.9933, 0.036, 0.035);
        view.on("A3/8", PLATING, new DataQuality(DataQualityKind.GAP, 2, 41_220, "2 pauses, the longest of 312 s at 171.2 h of test time"));
    }

    private void full() {
        view.on(facts(FULL, "A3/9", cell("ZN-VO2-04", CellKind.FULL, FirstHalfCycle.CHARGE), "Zn||VO2, C/2, 0.2 to 1.5 V"), now);
        MadeUpRun run = new MadeUpRun(view, FULL, "A3/9", now, new Random(4), CellKind.FULL);
        for (int i = 0; i < 90; i++) {
            double length = 7200 * (1 - 0.0025 * i);
            double efficiency = Math.min(1.002, 0.9968 - 0.02 * Math.exp(-i / 3.0) + 0.0008 * run.random().nextGaussian());
            run.halfCycle(1, length, 120, u -> 0.75 + 0.35 * u + 0.4 * Math.pow(u, 12), 1.2e-3);
            run.halfCycle(-1, length * efficiency, 120, u -> 0.95 - 0.35 * u - 0.4 * Math.pow(u, 12), 1.2e-3);
            run.cycle(efficiency, true, "", true);
        }
        run.health(CellState.HEALTHY, 0, 0.9968, 0.11, 0.85);
    }

    private void hardShort() {
        view.on(facts(HARD_SHORT, "A3/10", cell("ZN-REF-11", CellKind.SYMMETRIC, FirstHalfCycle.UNKNOWN), "Zn||Zn, 5 mA/cm2, 0.2 h"), now);
        MadeUpRun run = new MadeUpRun(view, HARD_SHORT, "A3/10", now, new Random(11), CellKind.SYMMETRIC);
        for (int i = 0; i < 160; i++) {
            double sign = i % 2 == 0 ? -1 : 1;
            boolean last = i == 159;
            run.halfCycle(sign, 720, 10, u -> last && u > 0.4 ? 0.0003 * sign : sign * (0.11 + 0.03 * Math.exp(-u * 20) + 0.01 * u), 5e-3);
        }
        double onset = 159 * 720 + 0.4 * 720;
        view.on("A3/10", HARD_SHORT,
                new Finding(FindingKind.HARD_SHORT, Severity.CRITICAL, 160, onset, onset + 31, run.seqAt(onset), run.seqAt(onset + 31),
                        "hard-short/1",
                        "The cell shorted at 31.9 h: |voltage| fell from 118 mV to 0.3 mV between two measurements while the current went on.",
                        List.of(new Finding.Evidence("voltage_volt", 0.0003), new Finding.Evidence("reference_volt", 0.118)), List.of(),
                        false));
        run.health(CellState.HARD_SHORT, onset, Double.NaN, 0.11, 0.112);
        view.on("A3/10", HARD_SHORT, RunEnd.TRIPPED);
    }

    private void half() {
        view.on(facts(HALF, "B1/2", cell("GR-LI-02", CellKind.INSERTION_HALF, FirstHalfCycle.DISCHARGE), "graphite||Li, C/10"), now);
        MadeUpRun run = new MadeUpRun(view, HALF, "B1/2", now, new Random(2), CellKind.INSERTION_HALF);
        for (int i = 0; i < 12; i++) {
            double efficiency = 0.9985 - 0.12 * Math.exp(-i * 1.4);
            run.halfCycle(-1, 36_000, 300, u -> 0.08 + 0.7 * Math.exp(-u * 18) + 0.06 * (1 - u), 4e-4);
            run.halfCycle(1, 36_000 * efficiency, 300, u -> 0.12 + 0.05 * u + 0.9 * Math.pow(u, 40), 4e-4);
            run.cycle(efficiency, true, "", true);
        }
        run.health(CellState.HEALTHY, 0, 0.9984, 0.03, 0.1);
        view.on("B1/2", HALF, RunEnd.END_OF_FILE);
        view.on("B1/2", HALF,
                new DataQuality(DataQualityKind.DUPLICATE_TIME, 12, 121, "12 pairs of rows with one test time at step changes"));
        view.on("B1/2", HALF,
                new DataQuality(DataQualityKind.COUNTER_DISAGREES, 1, 4_801,
                        "half-cycle 41: integral 3.512 mAh, counter 3.534 mAh (0.6 %)"));
    }

    private void stale() {
        Instant longAgo = now.minusSeconds(412);
        view.on(facts(STALE, "A3/11", cell("ZN-CU-19", CellKind.PLATING, FirstHalfCycle.PLATE), "Zn||Cu, 1 mA/cm2"), longAgo);
        MadeUpRun run = new MadeUpRun(view, STALE, "A3/11", longAgo, new Random(19), CellKind.PLATING);
        for (int i = 0; i < 14; i++) {
            run.halfCycle(-1, 3600, 60, u -> -0.04 - 0.03 * Math.exp(-u * 25), 1.13e-3);
            run.halfCycle(1, 3500, 60, u -> 0.04 + 0.02 * u, 1.13e-3);
            run.cycle(0.972, true, "", true);
        }
        run.health(CellState.LEARNING, 0, 0.972, 0.04, Double.NaN);
    }
}
