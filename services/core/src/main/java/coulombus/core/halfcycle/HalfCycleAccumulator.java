package coulombus.core.halfcycle;

import java.util.Optional;

import coulombus.core.cell.CellKind;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.MeasurementLedger;
import coulombus.core.measurement.QualityTally;
import coulombus.core.measurement.StepKind;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Folds the measurements of one run into half-cycles, one measurement at a time and without making an object for it.
///
/// A half-cycle is a maximal run of one direction of current; a rest does not end it. The direction is the device's step kind where it
/// gives one, else the sign of the current, else (no current at all) the sign of the voltage. Charge is integrated by trapezoids inside
/// one execution of a step; an interval that crosses a step boundary is split there when the step time is known and belongs to the later
/// measurement when not.
///
/// One mutable object with a single owner. Its state goes to bytes and back between any two measurements without changing a bit of
/// what follows.
public final class HalfCycleAccumulator {
    /// |I| below this part of its recent mean is rest.
    static final double REST_FRACTION = 0.005;
    private static final double IMPLAUSIBLE_AMPERE = 1e6;

    private final HalfCycleRules rules;
    private final boolean currentAbsent;
    private final double smallestAmpere;
    private final FlowSign direction;
    private final MeasurementLedger ledger = new MeasurementLedger();
    private final OpenHalfCycle open;
    private final CollapseWatch collapse = new CollapseWatch();
    private final OpenCircuitWatch openCircuit = new OpenCircuitWatch();
    private final RecentCurrent recent = new RecentCurrent();
    private final ZeroCurrents zeroCurrents = new ZeroCurrents();
    private final HalfCycleWatches watches;

    private int halfCycles;
    private double previousVolt;
    private double previousAmpere;
    private int previousSign;
    private boolean previousKnown;
    private boolean stepEnded;
    /// Direction and step of the current that flowed at the last measurement, 0 where none did. Not state: unknown, it costs time only.
    private int steadySign;
    private StepKind steadyKind = StepKind.UNKNOWN;
    /// Time since the last measurement that had a current.
    private double carriedSecond;
    private boolean carriedNewStep;
    private long restMeasurements;

    public HalfCycleAccumulator(HalfCycleRules rules) {
        this.rules = rules;
        this.currentAbsent = rules.basis() == CurrentBasis.ABSENT;
        // Just below one digit, so that a current of exactly one digit is a current.
        this.smallestAmpere = rules.currentResolutionAmpere() > 0 ? 0.99 * rules.currentResolutionAmpere() : Double.MIN_NORMAL;
        this.direction = new FlowSign(currentAbsent, smallestAmpere);
        this.open = new OpenHalfCycle(rules);
        this.watches = new HalfCycleWatches(rules, currentAbsent);
    }

    /// Folds measurement `i` of the batch.
    public Outcome on(MeasurementBatch batch, int i) {
        return isOrdinary(batch, i) ? onOrdinary(batch, i) : onAny(batch, i);
    }

    /// True where the current flows on as it did, in the same step: no rule for borders, gaps, rests and reversals can apply. Nearly all
    /// measurements are such, and to know it at once is half of the speed.
    private boolean isOrdinary(MeasurementBatch batch, int i) {
        double current = batch.currentAmpere(i);
        double ampere = Math.abs(current);
        return current * steadySign > 0 && ampere >= smallestAmpere && ampere >= REST_FRACTION * recent.ampere()
                && REST_FRACTION * ampere <= open.largestAmpere() && ampere < IMPLAUSIBLE_AMPERE && batch.stepKind(i) == steadyKind
                && ledger.isOrdinary(batch, i);
    }

    /// What [#onAny] does with a measurement that [#isOrdinary], to the last bit.
    private Outcome onOrdinary(MeasurementBatch batch, int i) {
        ledger.acceptOrdinary(batch, i);
        double dt = ledger.intervalSecond();
        double t = batch.testTimeSecond(i);
        double v = batch.voltageVolt(i);
        double current = batch.currentAmpere(i);
        double ampere = Math.abs(current);
        open.addCounted(counted(steadySign));
        open.add(dt, 0.5 * (previousAmpere + ampere), 0.5 * (previousVolt + v), v);
        open.measured(batch.seq(i), t, v, ampere, dt, true);
        recent.learn(ampere, dt, false);
        stepEnded = false;
        previousVolt = v;
        previousAmpere = ampere;
        return watch(batch, i, steadyKind, t, v, current, steadySign, dt, true);
    }

    private Outcome onAny(MeasurementBatch batch, int i) {
        steadySign = 0;
        if (!ledger.accept(batch, i)) {
            return Outcome.RUNNING;
        }
        StepKind kind = batch.stepKind(i);
        double current = batch.currentAmpere(i);
        if (!(Math.abs(current) < IMPLAUSIBLE_AMPERE) && needsCurrent(kind)) {
            return withoutCurrent(batch, i);
        }
        double t = batch.testTimeSecond(i);
        double v = batch.voltageVolt(i);
        int sign = direction.of(kind, current, v, recent.ampere());
        if (halfCycles == 1 && sign != 0 && open.largestAmpere() < REST_FRACTION * Math.abs(current)) {
            takeBackAsRest();
        }
        double dt = ledger.intervalSecond() + carriedSecond;
        boolean measured = ledger.isMeasuredInterval();
        boolean newStep = carriedNewStep || ledger.isNewStep();
        boolean continuous = measured && sign == previousSign && !newStep;
        double later = measured && !continuous ? laterShare(batch, i, sign, dt, newStep) : 0;
        double gap = ledger.gapSecond();
        double earlier = measured && !continuous ? dt - later : 0;

        Outcome outcome = Outcome.RUNNING;
        if (open.isRunning()) {
            if (sign == open.sign() || previousSign == open.sign()) {
                open.addCounted(counted(open.sign()));
            }
            if (gap != 0 && previousSign != 0) {
                open.addGap(gap);
            }
            if (continuous && sign != 0) {
                open.add(dt, 0.5 * (previousAmpere + Math.abs(current)), 0.5 * (previousVolt + v), v);
            } else if (previousSign == open.sign() && earlier > 0) {
                open.add(earlier, previousAmpere, previousVolt, previousVolt);
                open.lasted(t - later);
            }
        }
        if (sign != 0) {
            boolean turns = sign != open.sign();
            if (turns) {
                outcome = turn(batch, i, t, v, current, sign, later);
            }
            if (gap != 0 && (turns || previousSign == 0)) {
                open.addGap(gap);
            }
            if (later > 0) {
                open.add(later, Math.abs(current), v, v);
            }
            open.measured(batch.seq(i), t, v, Math.abs(current), dt, continuous);
            recent.learn(Math.abs(current), dt, newStep && kind.sign() != 0);
        }
        if (outcome == Outcome.RUNNING) {
            outcome = watch(batch, i, kind, t, v, current, sign, dt, continuous);
        }
        remember(batch, i, kind, t, v, current, sign);
        return outcome;
    }

    /// A measurement of which the current is missing: its time and counted charge are carried to the next one.
    private Outcome withoutCurrent(MeasurementBatch batch, int i) {
        tally().count(DataQualityKind.MISSING_CURRENT, batch.seq(i), batch.testTimeSecond(i), Double.NaN);
        carriedSecond += ledger.isMeasuredInterval() ? ledger.intervalSecond() : 0;
        carriedNewStep |= ledger.isNewStep();
        if (open.isRunning()) {
            open.addCounted(counted(open.sign()));
            if (ledger.gapSecond() != 0 && previousSign != 0) {
                open.addGap(ledger.gapSecond());
            }
        }
        return Outcome.RUNNING;
    }

    /// A rest needs no current to be one, and impedance is left out in any case.
    private boolean needsCurrent(StepKind kind) {
        return !currentAbsent && kind != StepKind.IMPEDANCE && kind != StepKind.REST;
    }

    /// What is small against the first real current was rest all along, not the run's first half-cycle.
    private void takeBackAsRest() {
        restMeasurements += open.measurements();
        open.drop();
        halfCycles = 0;
        previousSign = 0;
        previousAmpere = 0;
    }

    /// How much of an interval over which the current changed belongs to this measurement's side of the change: all since the step began
    /// where the step time is known; half where the current came or went inside one step; else all of it.
    private double laterShare(MeasurementBatch batch, int i, int sign, double dt, boolean newStep) {
        if (newStep) {
            double stepTime = batch.stepTimeSecond(i);
            return stepTime >= 0 ? Math.min(stepTime, dt) : dt;
        }
        boolean knownStep = batch.stepCount(i) != MeasurementBatch.UNKNOWN_COUNT;
        return knownStep && (sign == 0 || previousSign == 0) ? 0.5 * dt : dt;
    }

    private double counted(int sign) {
        return sign > 0 ? ledger.chargingIncrementAh() : ledger.dischargingIncrementAh();
    }

    /// The current turned: ends the half-cycle that was open and begins the next.
    private Outcome turn(MeasurementBatch batch, int i, double t, double v, double current, int sign, double later) {
        Outcome outcome = Outcome.RUNNING;
        if (open.isRunning()) {
            outcome = closed(rules.plannedEnd(open.direction()), previousSign == 0);
        }
        halfCycles++;
        open.begin(halfCycles, sign, batch.seq(i), t - later, batch.cycleCount(i));
        open.addCounted(counted(sign));
        double stepAmpere = current - previousSign * previousAmpere;
        if (previousKnown && Math.abs(stepAmpere) > 0) {
            open.openedBy((v - previousVolt) / stepAmpere, later);
        }
        if (halfCycles == 1 && restMeasurements < 2) {
            open.beganBefore(passedBefore(batch, i, current, sign, later));
        }
        collapse.open();
        openCircuit.open();
        watches.open(tally());
        return outcome;
    }

    /// Charge of the run's first half-cycle that had passed when the run began.
    private double passedBefore(MeasurementBatch batch, int i, double current, int sign, double later) {
        double counter = sign > 0 ? ledger.chargingCounterAh() : ledger.dischargingCounterAh();
        if (!Double.isNaN(counter)) {
            return counter - counted(sign);
        }
        double stepTime = batch.stepTimeSecond(i);
        return stepTime > later ? Math.abs(current) * (stepTime - later) / 3600 : 0;
    }

    private Outcome watch(MeasurementBatch batch, int i, StepKind kind, double t, double v, double current, int sign, double dt,
            boolean continuous) {
        long seq = batch.seq(i);
        if (rules.watches().collapse() && open.isRunning()) {
            if (sign == 0) {
                collapse.pause();
            } else if (continuous && collapse.on(seq, t, dt, v, current, open.chargeAh())) {
                return new Outcome.Collapsed(collapse.collapse(seq, t, v, current));
            }
        }
        if (rules.watches().openCircuit()
                && openCircuit.on(seq, t, kind.controlsCurrent(), current, recent.ampere(), v, rules.safetyVoltageVolt())) {
            return new Outcome.Disconnected(openCircuit.disconnection(seq, t, v, current, recent.ampere()));
        }
        if (sign != 0) {
            return watches.flowing(seq, t, dt, v, current, batch.temperatureCelsius(i), open, kind.controlsCurrent(), continuous, tally());
        }
        return kind == StepKind.IMPEDANCE ? Outcome.RUNNING : watches.resting(seq, t - dt, t, v, batch.temperatureCelsius(i), open);
    }

    private void remember(MeasurementBatch batch, int i, StepKind kind, double t, double v, double current, int sign) {
        int marks = batch.marks(i);
        if ((marks & Mark.SUSPENDED) != 0) {
            tally().count(DataQualityKind.SUSPENDED, batch.seq(i), t, Double.NaN);
            if (open.isRunning() && (sign == open.sign() || previousSign == open.sign())) {
                open.suspend();
            }
        }
        if (sign == 0) {
            rested(batch, i, kind, t, v, current);
        }
        stepEnded = (marks & Mark.STEP_ENDED) != 0;
        previousKnown = kind != StepKind.IMPEDANCE;
        previousVolt = v;
        previousAmpere = sign == 0 || currentAbsent ? 0 : Math.abs(current);
        previousSign = sign;
        carriedSecond = 0;
        carriedNewStep = false;
        steadySign = currentAbsent ? 0 : sign;
        steadyKind = kind;
    }

    private void rested(MeasurementBatch batch, int i, StepKind kind, double t, double v, double current) {
        restMeasurements++;
        if (kind == StepKind.IMPEDANCE) {
            tally().count(DataQualityKind.IMPEDANCE_LEFT_OUT, batch.seq(i), t, Double.NaN);
        } else if (kind != StepKind.REST && current == 0) {
            zeroCurrents.add(v);
        }
    }

    /// The run ended; answers the half-cycle that was open, if one was.
    ///
    /// @param whileFlowing why the half-cycle ended where the current was still flowing; UNKNOWN where the protocol ended it
    public Optional<Outcome.Closed> end(EndCause whileFlowing) {
        if (halfCycles == 0 && zeroCurrents.hideACurrent()) {
            tally().count(DataQualityKind.CURRENT_ALL_ZERO, ledger.highestSeq(), zeroCurrents.count(), Double.NaN);
        }
        if (!open.isRunning()) {
            return Optional.empty();
        }
        boolean endedByItself = previousSign == 0 || stepEnded || whileFlowing == EndCause.UNKNOWN;
        return Optional.of(closed(endedByItself ? rules.plannedEnd(open.direction()) : whileFlowing, previousSign == 0));
    }

    private Outcome.Closed closed(EndCause cause, boolean resting) {
        Texture texture = watches.close(open, tally(), resting);
        return new Outcome.Closed(close(cause), texture);
    }

    private HalfCycle close(EndCause cause) {
        steadySign = 0;
        boolean counted = !Double.isNaN(open.sign() > 0 ? ledger.chargingCounterAh() : ledger.dischargingCounterAh());
        boolean coarse = open.isCoarse();
        double meanAmpere = open.meanAmpere();
        HalfCycle closed = open.close(cause, counted);
        new ClosedHalfCycleCheck(rules, tally()).check(closed, coarse, meanAmpere, open.beforeRunAh());
        return closed;
    }

    /// What earlier half-cycles of this direction and current say of the one that is open.
    public void expect(Expectation e) {
        open.expect(e.chargeAh());
        collapse.expect(rules.kind() == CellKind.SYMMETRIC ? e.baselineVolt() : Double.NaN, open.expectedChargeAh());
        watches.expect(e, open.expectedChargeAh());
    }

    /// What was found about the data.
    public QualityTally tally() {
        return ledger.tally();
    }

    /// The number of the last measurement taken in.
    public long highestSeq() {
        return ledger.highestSeq();
    }

    /// Test time of the last measurement taken in, NaN before the first.
    public double testTimeSecond() {
        return ledger.testTimeSecond();
    }

    /// Direction of the open half-cycle.
    public Direction openDirection() {
        return open.direction();
    }

    /// Number of the open half-cycle, or of the last one.
    public int halfCycleNumber() {
        return halfCycles;
    }

    /// |I| of the last measurement, NaN where the run has no current.
    public double openAmpere() {
        return currentAbsent ? Double.NaN : previousAmpere;
    }

    /// Time without a current before the open half-cycle.
    public double openRestSecond() {
        return watches.restBeforeSecond();
    }

    public void writeTo(StateWriter out) {
        ledger.writeTo(out);
        open.writeTo(out);
        collapse.writeTo(out);
        openCircuit.writeTo(out);
        watches.writeTo(out);
        out.putInt(halfCycles);
        out.putDouble(previousVolt);
        out.putDouble(previousAmpere);
        out.putByte(previousSign);
        out.putBoolean(previousKnown);
        out.putBoolean(stepEnded);
        out.putDouble(carriedSecond);
        out.putBoolean(carriedNewStep);
        recent.writeTo(out);
        out.putLong(restMeasurements);
        zeroCurrents.writeTo(out);
    }

    public void readFrom(StateReader in) {
        ledger.readFrom(in);
        open.readFrom(in);
        collapse.readFrom(in);
        openCircuit.readFrom(in);
        watches.readFrom(in);
        halfCycles = in.getInt();
        previousVolt = in.getDouble();
        previousAmpere = in.getDouble();
        previousSign = in.getByte();
        steadySign = 0;
        previousKnown = in.getBoolean();
        stepEnded = in.getBoolean();
        carriedSecond = in.getDouble();
        carriedNewStep = in.getBoolean();
        recent.readFrom(in);
        restMeasurements = in.getLong();
        zeroCurrents.readFrom(in);
    }
}
