package coulombus.core.testing;

import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// Writes the measurements of a made-up test, step by step, as a cycler would.
public final class Trace {
    /// Voltage over the time since the step began.
    public interface Shape {
        double volt(double second);
    }

    private final MeasurementBatch batch = new MeasurementBatch(1024);
    private final double samplingSecond;
    private double now;
    private int step;
    private double chargingAh;
    private double dischargingAh;
    private boolean counters;
    private boolean resetPerStep;
    private boolean stepNumbers = true;
    private boolean stepTimes = true;
    private int cycle = MeasurementBatch.UNKNOWN_COUNT;

    private Trace(double samplingSecond) {
        this.samplingSecond = samplingSecond;
        batch.clear(1);
    }

    public static Trace every(double samplingSecond) {
        return new Trace(samplingSecond);
    }

    /// From here on the device counts charge, never resetting.
    public Trace counting() {
        counters = true;
        return this;
    }

    /// From here on the device counts charge and starts at zero with every step.
    public Trace countingPerStep() {
        counters = true;
        resetPerStep = true;
        return this;
    }

    /// The device starts its counters at zero here, as at the end of a vendor's cycle.
    public Trace resetCounters() {
        chargingAh = 0;
        dischargingAh = 0;
        return this;
    }

    /// The device tells no step time.
    public Trace withoutStepTime() {
        stepTimes = false;
        return this;
    }

    /// The device tells neither steps nor step time nor what it is doing: use with [StepKind#UNKNOWN].
    public Trace withoutSteps() {
        stepNumbers = false;
        stepTimes = false;
        return this;
    }

    /// Test time passes of which no measurement is left.
    public Trace unrecorded(double second) {
        now += second;
        return this;
    }

    public Trace vendorCycle(int number) {
        cycle = number;
        return this;
    }

    public Trace rest(double second, double volt) {
        return step(StepKind.REST, 0, second, s -> volt);
    }

    public Trace charge(double ampere, double second, Shape shape) {
        return step(StepKind.CONSTANT_CURRENT_CHARGE, ampere, second, shape);
    }

    public Trace discharge(double ampere, double second, Shape shape) {
        return step(StepKind.CONSTANT_CURRENT_DISCHARGE, -ampere, second, shape);
    }

    /// One step with a measurement at its start, every sampling interval, and at its end.
    public Trace step(StepKind kind, double ampere, double second, Shape shape) {
        step++;
        if (resetPerStep) {
            resetCounters();
        }
        double start = now;
        double last = 0;
        for (int k = 0;; k++) {
            double s = Math.min(k * samplingSecond, second);
            double passedAh = Math.abs(ampere) * (s - last) / 3600;
            chargingAh += ampere > 0 ? passedAh : 0;
            dischargingAh += ampere < 0 ? passedAh : 0;
            row(kind, start + s, s, ampere, shape.volt(s));
            last = s;
            if (s >= second) {
                break;
            }
        }
        now = start + second;
        return this;
    }

    /// A single measurement of the step that is running, at a test time of its own.
    public Trace measurement(StepKind kind, double testTimeSecond, double stepTimeSecond, double ampere, double volt) {
        row(kind, testTimeSecond, stepTimeSecond, ampere, volt);
        now = testTimeSecond;
        return this;
    }

    /// What follows is the next execution of a step.
    public Trace nextStep() {
        step++;
        return this;
    }

    private void row(StepKind kind, double t, double stepTime, double ampere, double volt) {
        int i = batch.addRow();
        batch.setTestTimeSecond(i, t);
        if (stepTimes) {
            batch.setStepTimeSecond(i, stepTime);
        }
        batch.setVoltageVolt(i, volt);
        batch.setCurrentAmpere(i, ampere);
        if (stepNumbers) {
            batch.setStepCount(i, step);
        }
        batch.setStepKind(i, kind);
        batch.setCycleCount(i, cycle);
        if (counters) {
            batch.setChargingCapacityAh(i, chargingAh);
            batch.setDischargingCapacityAh(i, dischargingAh);
        }
    }

    /// Marks the last measurement as the one at which a person suspended the test.
    public Trace suspended() {
        batch.addMark(batch.size() - 1, Mark.SUSPENDED);
        return this;
    }

    /// Marks the last measurement.
    public Trace marked(int mark) {
        batch.addMark(batch.size() - 1, mark);
        return this;
    }

    /// The measurements so far; change single ones to make dirt.
    public MeasurementBatch batch() {
        return batch;
    }

    public double now() {
        return now;
    }

    /// Everything the run gives out when these measurements are folded in one go.
    public RecordedRun run(RunFacts facts, RunEnd end) {
        return run(facts, batch, end);
    }

    public static RecordedRun run(RunFacts facts, MeasurementBatch batch, RunEnd end) {
        RecordedRun recorded = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(facts);
        analysis.on(batch, recorded);
        analysis.end(end, recorded);
        return recorded;
    }
}
