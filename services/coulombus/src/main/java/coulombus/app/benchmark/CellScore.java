package coulombus.app.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.detection.FindingKind;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunListener;
import coulombus.core.state.StateWriter;
import coulombus.drivers.simulation.corpus.LabelledCell;
import coulombus.drivers.simulation.corpus.LabelledRun;

/// What the detectors said about one labelled cell.
///
/// @param cell          the truth
/// @param alarms        what was found, in order; not what is on trial
/// @param measurements  folded
/// @param hours         test time of the last measurement
/// @param stateBytes    of the run's state at its end, hot and cold
record CellScore(LabelledCell cell, List<Alarm> alarms, long measurements, double hours, int stateBytes) {
    private static final int BATCH = 256;
    private static final int RECENT = 4;

    /// A finding.
    ///
    /// @param halfCycleSecond length of the longest of the last four half-cycles then: a failing cell has some of no length
    record Alarm(Finding finding, double halfCycleSecond) {
        FindingKind kind() {
            return finding.kind();
        }

        double detectedSecond() {
            return finding.detectedTestTimeSecond();
        }
    }

    /// Runs the cell through the core's own fold, with the default settings of all detectors.
    static CellScore of(LabelledCell cell) {
        LabelledRun run = cell.run();
        RunAnalysis analysis = new RunAnalysis(run.facts());
        Ear ear = new Ear();
        MeasurementBatch batch = new MeasurementBatch(BATCH);
        long measurements = 0;
        while (run.read(batch, BATCH) > 0) {
            analysis.on(batch, ear);
            measurements += batch.size();
        }
        StateWriter state = new StateWriter();
        analysis.writeHot(state);
        analysis.writeCold(state);
        double hours = analysis.testTimeSecond() / 3600;
        analysis.end(RunEnd.COMPLETED, ear);
        return new CellScore(cell, List.copyOf(ear.alarms), measurements, hours, state.toByteArray().length);
    }

    /// The first alarm of these kinds at or after a time.
    Optional<Alarm> first(Set<FindingKind> kinds, double fromSecond) {
        return alarms.stream().filter(a -> kinds.contains(a.kind()) && a.detectedSecond() >= fromSecond).findFirst();
    }

    /// Alarms that say short.
    List<Alarm> shorts() {
        return alarms.stream().filter(a -> a.kind().isShort()).toList();
    }

    private static final class Ear implements RunListener {
        private final List<Alarm> alarms = new ArrayList<>();
        private final Deque<Double> recentSecond = new ArrayDeque<>();

        @Override
        public void on(HalfCycle halfCycle) {
            recentSecond.addLast(halfCycle.durationSecond());
            if (recentSecond.size() > RECENT) {
                recentSecond.removeFirst();
            }
        }

        @Override
        public void on(Finding finding) {
            if (!finding.shadow()) {
                double halfCycleSecond = recentSecond.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
                alarms.add(new Alarm(finding, halfCycleSecond));
            }
        }

        @Override
        public void on(Cycle cycle) {
            // The findings say what is judged here.
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
