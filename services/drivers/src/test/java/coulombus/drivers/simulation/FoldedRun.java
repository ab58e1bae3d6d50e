package coulombus.drivers.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import coulombus.core.cell.Source;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.run.RunListener;

/// A simulated run through the fold of the core, and what came out.
final class FoldedRun implements RunListener {
    private static final int BATCH = 500;

    final SimulatedCell cell;
    final List<HalfCycle> halfCycles = new ArrayList<>();
    final List<Cycle> cycles = new ArrayList<>();
    final List<Finding> findings = new ArrayList<>();
    final List<DataQuality> dataQuality = new ArrayList<>();
    long measurements;

    /// Runs until the schedule ends, the cell is soft short, or the hours are over.
    FoldedRun(CellParameters parameters, long seed, InstrumentSettings settings, SimulatedSchedule schedule, double intervalSecond,
            boolean untilShort) {
        cell = new SimulatedCell(parameters, seed);
        SimulatedRun run = new SimulatedRun(cell, new InstrumentNoise(settings, seed), schedule, intervalSecond);
        RunFacts facts = new RunFacts(new UUID(0, seed), "S" + seed, Source.SIMULATED, cell.facts("S" + seed),
                settings.facts("simulated"), ProtocolFacts.UNKNOWN, "simulated");
        RunAnalysis analysis = new RunAnalysis(facts);
        MeasurementBatch batch = new MeasurementBatch(BATCH);
        while (run.read(batch, BATCH) > 0 && !(untilShort && isShort())) {
            measurements += batch.size();
            analysis.on(batch, this);
        }
        analysis.end(untilShort && isShort() ? RunEnd.STOPPED : RunEnd.COMPLETED, this);
    }

    private boolean isShort() {
        return !Double.isNaN(cell.softShortSinceSecond()) || !Double.isNaN(cell.hardShortSinceSecond());
    }

    @Override
    public void on(HalfCycle halfCycle) {
        halfCycles.add(halfCycle.withoutProfile());
    }

    @Override
    public void on(Cycle cycle) {
        cycles.add(cycle);
    }

    @Override
    public void on(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void on(CellHealth health) {
        // The cycles say more.
    }

    @Override
    public void on(DataQuality quality) {
        dataQuality.add(quality);
    }
}
