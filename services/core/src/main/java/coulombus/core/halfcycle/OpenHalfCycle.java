package coulombus.core.halfcycle;

import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// The sums of the half-cycle that is running. It counts what it is told and knows nothing of when a half-cycle begins or ends.
final class OpenHalfCycle {
    /// The nucleation dip lies within the first 0.1 mAh/cm², 10 % of the expected charge and 300 s.
    private static final double DIP_AH_PER_CM2 = 1e-4;
    private static final double DIP_CHARGE_FRACTION = 0.1;
    private static final double DIP_SECOND = 300;
    /// The dip decays over some 12 µAh/cm²; it is seen at an interval of 5 s at 1 mA/cm², or when every change was recorded at 2 mV.
    private static final double DIP_INTERVAL_SECOND_AMPERE_PER_CM2 = 5e-3;
    private static final double DIP_RECORDED_VOLT = 2e-3;
    private static final double ROUGHNESS_CLIP = 5;
    private static final double COARSE_CURRENT_FRACTION = 0.005;
    private static final double BEGAN_BEFORE_FRACTION = 0.005;
    private static final long MEASUREMENTS_FOR_PLATEAU = 3;
    private static final double HOUR_PER_SECOND = 1.0 / 3600;

    private final HalfCycleRules rules;
    private final boolean overTime;
    private final ProfileBuilder profile = new ProfileBuilder();

    private int number;
    private int sign;
    private long firstSeq;
    private long lastSeq;
    private long measurements;
    private double startTestTimeSecond;
    private double endTestTimeSecond;
    private int vendorCycleCount;
    private double integralAh;
    private double energyWh;
    private double seconds;
    private double voltSeconds;
    private double counterAh;
    private double largestAmpere;
    private double dipVolt;
    private double dipLongestIntervalSecond;
    private double dipLargestStepVolt;
    private boolean dipPassed;
    private double roughnessSumVolt;
    private long roughnessCount;
    private double lastVolt;
    private double stepResistanceOhm;
    private double stepDelaySecond;
    private double gapSecond;
    private double beforeRunAh;
    private double expectedChargeAh;
    private boolean suspended;

    OpenHalfCycle(HalfCycleRules rules) {
        this.rules = rules;
        this.overTime = rules.basis() == CurrentBasis.ABSENT;
    }

    boolean isRunning() {
        return sign != 0;
    }

    /// +1 charging, -1 discharging, 0 before the first half-cycle.
    int sign() {
        return sign;
    }

    int number() {
        return number;
    }

    double chargeAh() {
        return integralAh;
    }

    /// Time under current so far.
    double second() {
        return seconds;
    }

    /// Measurements under current so far.
    long measurements() {
        return measurements;
    }

    /// Largest |I| so far.
    double largestAmpere() {
        return largestAmpere;
    }

    Direction direction() {
        return Direction.ofSign(sign);
    }

    void begin(int number, int sign, long seq, double startTestTimeSecond, int vendorCycleCount) {
        this.number = number;
        this.sign = sign;
        this.firstSeq = seq;
        this.startTestTimeSecond = startTestTimeSecond;
        this.endTestTimeSecond = startTestTimeSecond;
        this.vendorCycleCount = vendorCycleCount;
        profile.clear();
        measurements = 0;
        integralAh = 0;
        energyWh = 0;
        seconds = 0;
        voltSeconds = 0;
        counterAh = 0;
        largestAmpere = 0;
        dipVolt = Double.NaN;
        dipLongestIntervalSecond = 0;
        dipLargestStepVolt = 0;
        dipPassed = false;
        roughnessSumVolt = 0;
        roughnessCount = 0;
        lastVolt = Double.NaN;
        stepResistanceOhm = Double.NaN;
        stepDelaySecond = Double.NaN;
        gapSecond = 0;
        beforeRunAh = 0;
        expectedChargeAh = rules.plannedChargeAh();
        suspended = false;
    }

    /// What the half-cycle will pass, from earlier ones; a planned charge stands above it.
    void expect(double chargeAh) {
        if (Double.isNaN(rules.plannedChargeAh())) {
            expectedChargeAh = chargeAh;
        }
    }

    double expectedChargeAh() {
        return expectedChargeAh;
    }

    void openedBy(double resistanceOhm, double delaySecond) {
        stepResistanceOhm = resistanceOhm;
        stepDelaySecond = delaySecond;
    }

    /// Charge of this half-cycle that passed before the run began.
    void beganBefore(double ampereHours) {
        beforeRunAh = ampereHours;
    }

    double beforeRunAh() {
        return beforeRunAh;
    }

    void suspend() {
        suspended = true;
    }

    void addGap(double second) {
        gapSecond += second;
    }

    void addCounted(double ampereHours) {
        counterAh += ampereHours;
    }

    /// `ampere` (a magnitude) flowed for `second` seconds.
    ///
    /// @param meanVolt mean voltage of the interval, which the charge moved through
    /// @param heldVolt voltage of the measurement the interval belongs to: a time-weighted mean is the sum of these over the intervals
    void add(double second, double ampere, double meanVolt, double heldVolt) {
        double dq = overTime ? 0 : ampere * second * HOUR_PER_SECOND;
        integralAh += dq;
        energyWh += dq * meanVolt;
        seconds += second;
        voltSeconds += heldVolt * second;
        profile.add(overTime ? second : dq, meanVolt, second);
    }

    /// The current still flowed until `testTimeSecond`, where its step ended.
    void lasted(double testTimeSecond) {
        endTestTimeSecond = testTimeSecond;
    }

    /// A measurement under current; `continuous` where the one before was of the same step and under the same current.
    void measured(long seq, double t, double v, double ampere, double dt, boolean continuous) {
        if (continuous) {
            double step = Math.abs(v - lastVolt);
            double clipSum = ROUGHNESS_CLIP * roughnessSumVolt;
            // The division is made for spikes only.
            roughnessSumVolt += clipSum > 0 && step * roughnessCount > clipSum ? clipSum / roughnessCount : step;
            roughnessCount++;
        }
        if (!dipPassed) {
            lookForDip(v, t - startTestTimeSecond, dt, continuous);
        }
        measurements++;
        largestAmpere = Math.max(largestAmpere, ampere);
        lastSeq = seq;
        endTestTimeSecond = t;
        lastVolt = v;
    }

    /// The interval that leaves the window counts too: the dip may lie in it. So does the time before the first measurement, over which
    /// the change of voltage is not known.
    private void lookForDip(double v, double sinceStartSecond, double dt, boolean continuous) {
        if (measurements == 0) {
            dipLongestIntervalSecond = sinceStartSecond;
            dipLargestStepVolt = sinceStartSecond > 0 ? Double.POSITIVE_INFINITY : 0;
        } else if (continuous) {
            dipLongestIntervalSecond = Math.max(dipLongestIntervalSecond, dt);
            dipLargestStepVolt = Math.max(dipLargestStepVolt, Math.abs(v - lastVolt));
        }
        dipPassed = sinceStartSecond > DIP_SECOND || integralAh > DIP_AH_PER_CM2 * rules.areaCm2()
                || integralAh > DIP_CHARGE_FRACTION * expectedChargeAh;
        if (!dipPassed && !(v * sign <= dipVolt * sign)) {
            dipVolt = v;
        }
    }

    /// Forgets the half-cycle: it was none.
    void drop() {
        sign = 0;
    }

    /// Ends the half-cycle and says what it was.
    ///
    /// @param cause     why it ended, unless it was suspended; UNKNOWN where it ended by itself and the protocol leaves open why
    /// @param counted   the device has a counter of charge in this direction
    HalfCycle close(EndCause cause, boolean counted) {
        Profile shape = profile.build(overTime);
        ChargeBasis basis = chargeBasis(counted);
        double capacity = switch (basis) {
            case INTEGRAL -> integralAh;
            case COUNTER -> counterAh;
            case NONE -> Double.NaN;
        };
        // What the current misjudges of the charge it misjudges of the energy: the mean voltage stands, the charge is the one above.
        double weightedVolt = integralAh > 0 ? energyWh / integralAh : Double.NaN;
        double energy = basis == ChargeBasis.INTEGRAL ? energyWh : weightedVolt * capacity;
        double plateau = measurements < MEASUREMENTS_FOR_PLATEAU ? Double.NaN : shape.meanVoltageVolt(0.2, 0.9);
        Phase phase = Phase.of(rules.kind(), direction());
        NucleationAbsence absence = nucleationAbsence(phase, shape, capacity);
        double nucleation = absence == NucleationAbsence.NONE ? (dipVolt - shape.meanVoltageVolt(0.5, 0.9)) * sign : Double.NaN;
        HalfCycle closed = new HalfCycle(number, direction(), phase, firstSeq, lastSeq, measurements, startTestTimeSecond,
                endTestTimeSecond, vendorCycleCount, capacity, basis,
                rules.basis() == CurrentBasis.MEASURED || rules.basis() == CurrentBasis.STATED ? integralAh : Double.NaN,
                counted ? counterAh : Double.NaN, energy, seconds > 0 ? voltSeconds / seconds : lastVolt,
                weightedVolt, plateau, dipVolt, lastVolt, nucleation, absence,
                roughnessCount > 0 ? roughnessSumVolt / roughnessCount : Double.NaN, stepResistanceOhm, stepDelaySecond,
                seconds > 0 ? sign * capacity / seconds / HOUR_PER_SECOND : Double.NaN, seconds, dipLongestIntervalSecond,
                suspended ? EndCause.SUSPENDED : rules.ends().judged(cause, direction(), lastVolt),
                !(beforeRunAh > BEGAN_BEFORE_FRACTION * capacity), gapSecond, shape);
        sign = 0;
        return closed;
    }

    private ChargeBasis chargeBasis(boolean counted) {
        return switch (rules.basis()) {
            case MEASURED -> counted && isCoarse() ? ChargeBasis.COUNTER : ChargeBasis.INTEGRAL;
            case STATED -> ChargeBasis.INTEGRAL;
            case DERIVED_FROM_CHARGE -> counted ? ChargeBasis.COUNTER : ChargeBasis.NONE;
            case ABSENT -> counted && counterAh > 0 ? ChargeBasis.COUNTER : ChargeBasis.NONE;
        };
    }

    /// True where the last digit of the current is coarse against its mean: half a digit is more than 0.5 % of it.
    boolean isCoarse() {
        return seconds > 0
                && 0.5 * rules.currentResolutionAmpere() > COARSE_CURRENT_FRACTION * (integralAh / seconds / HOUR_PER_SECOND);
    }

    double meanAmpere() {
        return seconds > 0 ? integralAh / seconds / HOUR_PER_SECOND : Double.NaN;
    }

    private NucleationAbsence nucleationAbsence(Phase phase, Profile shape, double capacity) {
        if (phase != Phase.PLATE || rules.kind() != CellKind.PLATING) {
            return NucleationAbsence.NOT_PLATING;
        }
        double plateau = shape.meanVoltageVolt(0.5, 0.9);
        if (measurements < 2 * MEASUREMENTS_FOR_PLATEAU || !(capacity > 0) || Double.isNaN(plateau) || Double.isNaN(dipVolt)) {
            return NucleationAbsence.TOO_SHORT;
        }
        double longestForDipSecond = DIP_INTERVAL_SECOND_AMPERE_PER_CM2 * rules.areaCm2() / meanAmpere();
        boolean seen = dipLongestIntervalSecond <= longestForDipSecond || dipLargestStepVolt <= DIP_RECORDED_VOLT;
        if (!seen) {
            return NucleationAbsence.UNDERSAMPLED;
        }
        return (dipVolt - plateau) * sign > 0 ? NucleationAbsence.NONE : NucleationAbsence.NO_DIP;
    }

    void writeTo(StateWriter out) {
        out.putInt(number);
        out.putByte(sign);
        if (sign == 0) {
            return;
        }
        out.putLong(firstSeq);
        out.putLong(lastSeq);
        out.putLong(measurements);
        out.putDouble(startTestTimeSecond);
        out.putDouble(endTestTimeSecond);
        out.putInt(vendorCycleCount);
        out.putDouble(integralAh);
        out.putDouble(energyWh);
        out.putDouble(seconds);
        out.putDouble(voltSeconds);
        out.putDouble(counterAh);
        out.putDouble(largestAmpere);
        out.putDouble(dipVolt);
        out.putDouble(dipLongestIntervalSecond);
        out.putDouble(dipLargestStepVolt);
        out.putBoolean(dipPassed);
        out.putDouble(roughnessSumVolt);
        out.putLong(roughnessCount);
        out.putDouble(lastVolt);
        out.putDouble(stepResistanceOhm);
        out.putDouble(stepDelaySecond);
        out.putDouble(gapSecond);
        out.putDouble(beforeRunAh);
        out.putDouble(expectedChargeAh);
        out.putBoolean(suspended);
        profile.writeTo(out);
    }

    void readFrom(StateReader in) {
        int readNumber = in.getInt();
        int readSign = in.getByte();
        if (readSign == 0) {
            number = readNumber;
            sign = 0;
            return;
        }
        begin(readNumber, readSign, in.getLong(), 0, MeasurementBatch.UNKNOWN_COUNT);
        lastSeq = in.getLong();
        measurements = in.getLong();
        startTestTimeSecond = in.getDouble();
        endTestTimeSecond = in.getDouble();
        vendorCycleCount = in.getInt();
        integralAh = in.getDouble();
        energyWh = in.getDouble();
        seconds = in.getDouble();
        voltSeconds = in.getDouble();
        counterAh = in.getDouble();
        largestAmpere = in.getDouble();
        dipVolt = in.getDouble();
        dipLongestIntervalSecond = in.getDouble();
        dipLargestStepVolt = in.getDouble();
        dipPassed = in.getBoolean();
        roughnessSumVolt = in.getDouble();
        roughnessCount = in.getLong();
        lastVolt = in.getDouble();
        stepResistanceOhm = in.getDouble();
        stepDelaySecond = in.getDouble();
        gapSecond = in.getDouble();
        beforeRunAh = in.getDouble();
        expectedChargeAh = in.getDouble();
        suspended = in.getBoolean();
        profile.readFrom(in);
    }
}
