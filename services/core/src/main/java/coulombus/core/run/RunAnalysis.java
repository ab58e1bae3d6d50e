package coulombus.core.run;

import java.util.function.Supplier;

import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellWatch;
import coulombus.core.detection.CellWatch.Verdict;
import coulombus.core.detection.DetectorSettings;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycleAccumulator;
import coulombus.core.halfcycle.HalfCycleRules;
import coulombus.core.halfcycle.Outcome;
import coulombus.core.halfcycle.PlannedEnds;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.QualityTally;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The whole of one run: its measurements go in, half-cycles, cycles, findings and health come out. The stream, the file analysis and
/// the agent's replay are thin shells around this class, so they cannot differ.
///
/// The state has two parts. The *hot* one (open half-cycle, books) changes with every measurement; the *cold* one (pairs, windows,
/// baselines, detectors) is touched once a half-cycle and is fetched only then. How the measurements are cut into batches, and whether
/// the state went through bytes between two of them, changes nothing.
public final class RunAnalysis {
    private final HalfCycleAccumulator hot;
    private final QualityTally tally;
    private final Supplier<CellWatch> coldSource;
    private CellWatch cold;

    /// A run that begins, under the detectors' defaults.
    public RunAnalysis(RunFacts facts) {
        this(facts, DetectorSettings.DEFAULT);
    }

    /// A run that begins.
    public RunAnalysis(RunFacts facts, DetectorSettings detectors) {
        this(facts, detectors, () -> new CellWatch(facts.cell(), facts.instrument(), detectors));
    }

    private RunAnalysis(RunFacts facts, DetectorSettings detectors, Supplier<CellWatch> coldSource) {
        this.hot = new HalfCycleAccumulator(rules(facts, detectors));
        this.tally = hot.tally();
        this.coldSource = coldSource;
    }

    /// A run that goes on from its bytes, under the detectors' defaults; the cold part is asked for when a half-cycle ends.
    public static RunAnalysis restore(RunFacts facts, byte[] hotState, Supplier<byte[]> coldState) {
        return restore(facts, DetectorSettings.DEFAULT, hotState, coldState);
    }

    /// A run that goes on from its bytes; the cold part is asked for when a half-cycle ends. The settings may have changed in between.
    public static RunAnalysis restore(RunFacts facts, DetectorSettings detectors, byte[] hotState, Supplier<byte[]> coldState) {
        RunAnalysis run = new RunAnalysis(facts, detectors, () -> {
            CellWatch watch = new CellWatch(facts.cell(), facts.instrument(), detectors);
            StateReader in = new StateReader(coldState.get());
            watch.readFrom(in);
            in.requireEnd();
            return watch;
        });
        StateReader in = new StateReader(hotState);
        run.hot.readFrom(in);
        in.requireEnd();
        return run;
    }

    private static HalfCycleRules rules(RunFacts facts, DetectorSettings detectors) {
        return new HalfCycleRules(facts.cell().kind(), facts.instrument().currentBasis(), facts.instrument().currentResolutionAmpere(),
                facts.instrument().counterResolutionAh(), facts.cell().areaCm2(), facts.protocol().plannedChargeAh(),
                facts.protocol().safetyVoltageVolt(), ends(facts),
                detectors.watches(facts.cell().kind()));
    }

    private static PlannedEnds ends(RunFacts facts) {
        ProtocolFacts planned = facts.protocol();
        return new PlannedEnds(planned.chargeEndsBy(), planned.dischargeEndsBy(), planned.chargeCutoffVolt(), planned.dischargeCutoffVolt(),
                facts.instrument().voltageResolutionVolt());
    }

    /// Folds a batch. Measurements that were folded before are left out.
    ///
    /// @return true where the cold part changed and must be kept
    public boolean on(MeasurementBatch batch, RunListener listener) {
        boolean coldChanged = false;
        for (int i = 0; i < batch.size(); i++) {
            Outcome outcome = hot.on(batch, i);
            if (outcome != Outcome.RUNNING) {
                on(outcome, listener);
                coldChanged = true;
            }
            if (tally.hasFresh()) {
                tally.tellFresh(listener::on);
            }
        }
        return coldChanged;
    }

    private void on(Outcome outcome, RunListener listener) {
        switch (outcome) {
            case Outcome.Running running -> {
            }
            case Outcome.Closed closed -> {
                tell(closed, listener);
                hot.expect(cold().expectation(hot.openDirection(), hot.openAmpere(), hot.openRestSecond()));
            }
            case Outcome.Collapsed collapsed -> {
                if (!cold().knowsHardShort()) {
                    cold().on(collapsed.evidence(), hot.halfCycleNumber()).ifPresent(finding -> {
                        listener.on(finding);
                        listener.on(cold().health(finding.detectedTestTimeSecond(), finding.detectedSeq()));
                    });
                }
            }
            case Outcome.Disconnected disconnected -> {
                listener.on(cold().on(disconnected.evidence(), hot.halfCycleNumber()));
                listener.on(cold().health(disconnected.evidence().detectedTestTimeSecond(), disconnected.evidence().detectedSeq()));
            }
            case Outcome.RanAway ranAway -> cold().on(ranAway.evidence(), hot.halfCycleNumber()).ifPresent(listener::on);
            case Outcome.Rested rested -> cold().on(rested.evidence(), hot.halfCycleNumber()).ifPresent(listener::on);
        }
    }

    private void tell(Outcome.Closed closed, RunListener listener) {
        listener.on(closed.halfCycle());
        Verdict verdict = cold().on(closed.halfCycle(), closed.texture());
        verdict.findings().forEach(listener::on);
        verdict.cycle().ifPresent(listener::on);
        listener.on(verdict.health());
        tally.tellGrown(listener::on);
    }

    /// The run ended: the last half-cycle and a pair without partner come out, and the last word on the data.
    public void end(RunEnd why, RunListener listener) {
        EndCause whileFlowing = switch (why) {
            case COMPLETED -> EndCause.UNKNOWN;
            case STOPPED, TRIPPED -> EndCause.SUSPENDED;
            case END_OF_FILE -> EndCause.END_OF_DATA;
        };
        hot.end(whileFlowing).ifPresent(last -> tell(last, listener));
        cold().end().ifPresent((Cycle cycle) -> listener.on(cycle));
        listener.on(cold().health(hot.testTimeSecond(), hot.highestSeq()));
        tally.tellGrown(listener::on);
    }

    /// Test time of the last measurement folded in, NaN before the first.
    public double testTimeSecond() {
        return hot.testTimeSecond();
    }

    /// The number of the last measurement folded in.
    public long highestSeq() {
        return hot.highestSeq();
    }

    private CellWatch cold() {
        if (cold == null) {
            cold = coldSource.get();
        }
        return cold;
    }

    /// Writes the part that changes with every measurement.
    public void writeHot(StateWriter out) {
        hot.writeTo(out);
    }

    /// Writes the part that changes with every half-cycle.
    public void writeCold(StateWriter out) {
        cold().writeTo(out);
    }
}
