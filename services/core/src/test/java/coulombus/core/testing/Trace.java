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

    private void row(StepKind kind, double t, double stepTime, double ampere, double volt) {
        int i = batch.addRow();
        batch.setTestTimeSecond(i, t);
        batch.setStepTimeSecond(i, stepTime);
        batch.setVoltageVolt(i, volt);
        batch.setCurrentAmpere(i, ampere);
        batch.setStepCount(i, step);
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
