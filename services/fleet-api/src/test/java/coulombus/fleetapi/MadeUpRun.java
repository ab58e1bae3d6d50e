package coulombus.fleetapi;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;

import coulombus.core.cell.CellKind;
import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.RollingEfficiency;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.CellState;
import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.Phase;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.MeasurementBatch;

/// Draws measurements, half-cycles and cycles of one made-up run into a view.
final class MadeUpRun {
    private static final int BINS = 28;
    private static final double WHOLE_SECOND = 362 * 3600.0;

    private final FleetView view;
    private final UUID run;
    private final String channel;
    private final Instant arrival;
    private final Random random;
    private final CellKind kind;
    private final MeasurementBatch batch = new MeasurementBatch(256);
    private double time;
    private long seq = 1;
    private double secondsPerMeasurement = 1;
    private int halfCycles;
    private int cycles;
    private HalfCycle last;
    private HalfCycle beforeLast;

    MadeUpRun(FleetView view, UUID run, String channel, Instant arrival, Random random, CellKind kind) {
        this.view = view;
        this.run = run;
        this.channel = channel;
        this.arrival = arrival;
        this.random = random;
        this.kind = kind;
    }

    Random random() {
        return random;
    }

    long seqAt(double testTimeSecond) {
        return Math.round(testTimeSecond / secondsPerMeasurement) + 1;
    }

    void halfCycle(double sign, double durationSecond, double everySecond, DoubleUnaryOperator voltageOfU, double currentAmpere) {
        secondsPerMeasurement = everySecond;
        double start = time;
        batch.clear(seq);
        double sum = 0;
        double dip = voltageOfU.applyAsDouble(0);
        double voltage = dip;
        for (double t = 0; t < durationSecond; t += everySecond) {
            voltage = voltageOfU.applyAsDouble(t / durationSecond) + 0.0004 * random.nextGaussian();
            sum += voltage;
            int i = batch.addRow();
            batch.setTestTimeSecond(i, start + t);
            batch.setVoltageVolt(i, voltage);
            batch.setCurrentAmpere(i, sign * currentAmpere * (1 + 2e-4 * random.nextGaussian()));
            batch.setUnixTimeSecond(i, arrival.getEpochSecond() - WHOLE_SECOND + start + t);
            batch.setTemperatureCelsius(i, 25 + 0.2 * random.nextGaussian());
        }
        view.on(channel, run, batch, arrival);
        long firstSeq = seq;
        seq += batch.size();
        time += durationSecond;
        Direction direction = Direction.ofSign(sign);
        Phase phase = Phase.of(kind, direction);
        double plateau = (voltageOfU.applyAsDouble(0.3) + voltageOfU.applyAsDouble(0.6) + voltageOfU.applyAsDouble(0.85)) / 3;
        boolean nucleates = phase == Phase.PLATE;
        beforeLast = last;
        last = new HalfCycle(++halfCycles, direction, phase, firstSeq, seq - 1, batch.size(), start, time, -1,
                currentAmpere * durationSecond / 3600, ChargeBasis.INTEGRAL, currentAmpere * durationSecond / 3600, Double.NaN,
                sign * sum / batch.size() * currentAmpere * durationSecond / 3600, sum / batch.size(), sum / batch.size(), plateau, dip,
                voltage, nucleates ? Math.abs(dip - plateau) : Double.NaN,
                nucleates ? NucleationAbsence.NONE : NucleationAbsence.NOT_PLATING, 0.0004, 12, everySecond, sign * currentAmpere,
                durationSecond, everySecond, EndCause.UNKNOWN, halfCycles > 1, 0,
                profile(voltageOfU, currentAmpere * durationSecond / 3600, durationSecond));
        view.on(channel, run, last);
        if (kind == CellKind.SYMMETRIC && halfCycles % 2 == 0) {
            cycle(Double.NaN, false, "both half-cycles of a symmetric cell are set by the protocol", true);
        }
    }

    private static Profile profile(DoubleUnaryOperator voltageOfU, double chargeAh, double durationSecond) {
        double[] charge = new double[BINS];
        double[] voltageCharge = new double[BINS];
        double[] seconds = new double[BINS];
        double[] voltageTime = new double[BINS];
        for (int i = 0; i < BINS; i++) {
            double volt = voltageOfU.applyAsDouble((i + 0.5) / BINS);
            charge[i] = chargeAh / BINS;
            voltageCharge[i] = volt * charge[i];
            seconds[i] = durationSecond / BINS;
            voltageTime[i] = volt * seconds[i];
        }
        return new Profile(chargeAh / BINS, charge, voltageCharge, seconds, voltageTime, false);
    }

    void cycle(double efficiency, boolean valid, String reason, boolean complete) {
        HalfCycle charge = last.direction() == Direction.CHARGE ? last : beforeLast;
        HalfCycle discharge = last.direction() == Direction.CHARGE ? beforeLast : last;
        double half = Math.abs(charge.plateauVoltageVolt() - discharge.plateauVoltageVolt()) / 2;
        cycles++;
        RollingEfficiency rolling = cycles < 10 || Double.isNaN(efficiency)
                ? RollingEfficiency.NONE
                : new RollingEfficiency(efficiency, valid ? efficiency - 0.0002 : 0.9934, Double.NaN, efficiency, efficiency, cycles, 0);
        view.on(channel, run, new Cycle(cycles, -1, beforeLast.number(), last.number(), beforeLast.startTestTimeSecond(),
                last.endTestTimeSecond(), charge.capacityAh(), discharge.capacityAh(), charge.energyWh(), discharge.energyWh(),
                charge.meanVoltageVolt(), discharge.meanVoltageVolt(), new CoulombicEfficiency(efficiency,
                        CoulombicEfficiencyDefinition.of(kind), valid && !Double.isNaN(efficiency), reason, 2e-4),
                complete, rolling, Double.NaN, Double.NaN, half, (charge.plateauVoltageVolt() + discharge.plateauVoltageVolt()) / 2,
                cycles * 1e-3, Double.NaN, Double.NaN, Double.NaN));
    }

    /// One lonely measurement far from its neighbours: no thinning may lose it.
    void spike(double voltageVolt) {
        measure(voltageVolt, 1e-3);
    }

    /// Goes on with this number at this test time.
    void continueAt(long nextSeq, double testTimeSecond) {
        seq = nextSeq;
        time = testTimeSecond;
    }

    void measure(double voltageVolt, double currentAmpere) {
        batch.clear(seq++);
        time += secondsPerMeasurement;
        int i = batch.addRow();
        batch.setTestTimeSecond(i, time);
        batch.setVoltageVolt(i, voltageVolt);
        batch.setCurrentAmpere(i, currentAmpere);
        view.on(channel, run, batch, arrival);
    }

    void health(CellState state, double sinceSecond, double efficiency, double polarization, double baseline) {
        view.on(channel, run, new CellHealth(state, sinceSecond, time, seq - 1, halfCycles, cycles, efficiency,
                Double.isNaN(efficiency) ? Double.NaN : efficiency - 0.0002, polarization, 0.012, baseline, Double.NaN, cycles * 1e-3));
    }
}
