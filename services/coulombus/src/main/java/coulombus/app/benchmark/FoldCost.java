package coulombus.app.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunListener;
import coulombus.drivers.simulation.corpus.LabelledCell;
import coulombus.drivers.simulation.corpus.LabelledRun;

/// What a measurement costs with all detectors on: processor time of the thread that folds, the best of some passes over one cell.
final class FoldCost {
    private static final int PASSES = 20;

    private FoldCost() {}

    /// Nanoseconds a measurement.
    static double nanosPerMeasurement(LabelledCell cell) {
        LabelledRun run = cell.run();
        List<MeasurementBatch> batches = new ArrayList<>();
        long measurements = 0;
        MeasurementBatch batch = new MeasurementBatch(256);
        while (run.read(batch, 256) > 0) {
            batches.add(batch);
            measurements += batch.size();
            batch = new MeasurementBatch(256);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            long before = threads.getCurrentThreadCpuTime();
            RunAnalysis analysis = new RunAnalysis(run.facts());
            for (MeasurementBatch b : batches) {
                analysis.on(b, Deaf.LISTENER);
            }
            best = Math.min(best, threads.getCurrentThreadCpuTime() - before);
        }
        return (double) best / measurements;
    }

    private enum Deaf implements RunListener {
        LISTENER;

        @Override
        public void on(HalfCycle halfCycle) {
            // Only its making costs.
        }

        @Override
        public void on(Cycle cycle) {
            // As above.
        }

        @Override
        public void on(Finding finding) {
            // As above.
        }

        @Override
        public void on(CellHealth health) {
            // As above.
        }

        @Override
        public void on(DataQuality dataQuality) {
            // As above.
        }
    }
}
