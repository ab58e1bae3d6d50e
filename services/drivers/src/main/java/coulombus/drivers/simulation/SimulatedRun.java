package coulombus.drivers.simulation;

import coulombus.core.measurement.Mark;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.drivers.simulation.SimulatedSchedule.Block;
import coulombus.drivers.simulation.SimulatedSchedule.Step;

/// A schedule on a cell, as fast as the caller reads: for benchmarks, tests and collections of labelled failures. It has no protocol of
/// a vendor and no clock; the simulated cyclers have.
///
/// One thread owns it. Measurements come 1 s after the start of each step, then at a fixed interval, and at its end; how many are read at a time changes nothing.
public final class SimulatedRun {
    /// The output of a power stage: beyond this it cannot go.
    private static final double COMPLIANCE_VOLT = 5;
    /// A step that is over before it began still lasts as long as the control loop needs to see that.
    private static final double CONTROL_SECOND = 0.1;
    /// The first measurement of a step comes this long after its start: two at one time would be a fault of the data.
    private static final double FIRST_SECOND = 1;
    private static final double TEMPERATURE_SECOND = 300;
    private static final double SECONDS_PER_HOUR = 3600;

    private final SimulatedCell cell;
    private final InstrumentNoise instrument;
    private final SimulatedSchedule schedule;
    private final double intervalSecond;
    private final ChamberTemperature chamber;

    private int block;
    private int pass;
    private int stepInBlock;
    private int firstStepOfBlock;
    private long seq = 1;
    private int stepCount = 1;
    private int cycleCount = 1;
    private double testSecond;
    private double stepSecond;
    private double stepAh;
    private double temperatureDueSecond;
    private double celsius;
    private boolean stepOver;
    private boolean ended;

    public SimulatedRun(SimulatedCell cell, InstrumentNoise instrument, SimulatedSchedule schedule, double intervalSecond) {
        this(cell, instrument, schedule, intervalSecond, ChamberTemperature.constant(25));
    }

    /// @param intervalSecond time between two measurements, greater than 0
    public SimulatedRun(SimulatedCell cell, InstrumentNoise instrument, SimulatedSchedule schedule, double intervalSecond,
            ChamberTemperature chamber) {
        CellParameters.require(intervalSecond > 0, "test intervalSecond: must be greater than 0", intervalSecond);
        this.cell = cell;
        this.instrument = instrument;
        this.schedule = schedule;
        this.intervalSecond = intervalSecond;
        this.chamber = chamber;
    }

    /// Empties the batch and fills it with the next measurements, at most `limit`. Answers how many; 0 when the schedule is at its end.
    public int read(MeasurementBatch into, int limit) {
        into.clear(seq);
        while (!ended && into.size() < limit) {
            if (testSecond >= temperatureDueSecond) {
                celsius = chamber.celsiusAt(testSecond);
                cell.setTemperatureCelsius(celsius);
                temperatureDueSecond = testSecond + TEMPERATURE_SECOND;
            }
            switch (schedule.blocks().get(block).steps().get(stepInBlock)) {
                case Step.Rest rest -> rest(rest, into);
                case Step.Current current -> current(current, into);
                case Step.Voltage voltage -> voltage(voltage, into);
            }
            if (stepOver) {
                nextStep();
            }
        }
        seq += into.size();
        return into.size();
    }

    public boolean isEnded() {
        return ended;
    }

    private void rest(Step.Rest rest, MeasurementBatch into) {
        double dt = nextSecond();
        stepOver = stepSecond + dt >= rest.seconds();
        dt = stepOver ? rest.seconds() - stepSecond : dt;
        cell.advance(dt, 0);
        pass(dt, 0);
        row(into, StepKind.REST, cell.voltageVolt(0), 0);
    }

    private void current(Step.Current step, MeasurementBatch into) {
        double set = step.ampere();
        double flowing = instrument.flowingAmpere(set);
        double dt = nextSecond();
        double left = Math.min((step.untilAh() - stepAh) * SECONDS_PER_HOUR / Math.abs(set), step.untilSecond() - stepSecond);
        stepOver = dt >= left;
        dt = stepOver ? left : dt;
        double volt = cell.voltageVolt(flowing);
        if (Math.abs(volt) > COMPLIANCE_VOLT) {
            flowing = cell.currentAmpereAt(Math.copySign(COMPLIANCE_VOLT, volt));
        }
        if (Double.isFinite(step.untilVolt())) {
            double toLimit = VoltageCrossing.afterSecond(cell, flowing, step.untilVolt(), dt);
            if (toLimit <= dt) {
                stepOver = true;
                dt = Math.max(toLimit, Math.min(CONTROL_SECOND, dt));
            }
        }
        cell.advance(dt, flowing);
        volt = cell.voltageVolt(flowing);
        stepOver |= set > 0 ? volt >= step.untilVolt() : Double.isFinite(step.untilVolt()) && volt <= step.untilVolt();
        double read = instrument.currentAmpere(flowing);
        pass(dt, flowing + instrument.offsetAmpere());
        row(into, set > 0 ? StepKind.CONSTANT_CURRENT_CHARGE : StepKind.CONSTANT_CURRENT_DISCHARGE, volt, read);
    }

    private void voltage(Step.Voltage step, MeasurementBatch into) {
        double dt = nextSecond();
        stepOver = stepSecond + dt >= step.untilSecond();
        dt = stepOver ? step.untilSecond() - stepSecond : dt;
        double flowing = cell.currentAmpereAt(step.volt());
        cell.advance(dt, flowing);
        double after = cell.currentAmpereAt(step.volt());
        stepOver |= Math.abs(after) <= step.untilAmpere();
        pass(dt, 0.5 * (flowing + after) + instrument.offsetAmpere());
        row(into, after >= 0 ? StepKind.CONSTANT_VOLTAGE_CHARGE : StepKind.CONSTANT_VOLTAGE_DISCHARGE, step.volt(),
                instrument.currentAmpere(after));
    }

    private double nextSecond() {
        return instrument.intervalSecond(stepSecond == 0 ? Math.min(FIRST_SECOND, intervalSecond) : intervalSecond);
    }

    private void pass(double seconds, double ampere) {
        testSecond += seconds;
        stepSecond += seconds;
        stepAh += Math.abs(ampere) * seconds / SECONDS_PER_HOUR;
    }

    private void row(MeasurementBatch into, StepKind kind, double trueVolt, double readAmpere) {
        int i = into.addRow();
        into.setTestTimeSecond(i, testSecond);
        into.setStepTimeSecond(i, stepSecond);
        into.setVoltageVolt(i, instrument.voltageVolt(trueVolt));
        into.setCurrentAmpere(i, readAmpere);
        into.setTemperatureCelsius(i, celsius);
        into.setChargingCapacityAh(i, kind.sign() > 0 ? stepAh : 0);
        into.setDischargingCapacityAh(i, kind.sign() < 0 ? stepAh : 0);
        into.setCycleCount(i, cycleCount);
        into.setStepCount(i, stepCount);
        into.setStepId(i, firstStepOfBlock + stepInBlock + 1);
        into.setStepKind(i, kind);
        if (stepOver) {
            into.addMark(i, Mark.STEP_ENDED);
        }
    }

    private void nextStep() {
        stepOver = false;
        stepSecond = 0;
        stepAh = 0;
        stepCount++;
        Block now = schedule.blocks().get(block);
        stepInBlock++;
        if (stepInBlock < now.steps().size()) {
            return;
        }
        stepInBlock = 0;
        pass++;
        cycleCount += now.steps().stream().allMatch(Step.Rest.class::isInstance) ? 0 : 1;
        if (pass < now.times()) {
            return;
        }
        pass = 0;
        firstStepOfBlock += now.steps().size();
        block++;
        ended = block == schedule.blocks().size();
    }
}
