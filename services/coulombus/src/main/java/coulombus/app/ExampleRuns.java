package coulombus.app;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.formats.BdfCsvWriter;

/// Three simulated zinc cells to look at while no cycler is connected: a symmetric cell that goes soft and then shorts, a plating cell,
/// and a full cell that fades. Kinetics are those of a charge-transfer step in series with a resistance (V = 2RT/F asinh(j/2j0) + jR, a
/// leak in parallel where the cell is shorted); shapes are plausible, not measured. The same numbers every time.
final class ExampleRuns {
    private static final double AREA_CM2 = 0.785;
    private static final double RT_OVER_F_VOLT = 0.02569;
    private static final double NOISE_VOLT = 0.25e-3;
    private static final double HOUR = 3600;
    private static final double LOWER_VOLT = 0.35;
    private static final double UPPER_VOLT = 1.45;
    /// The first measurement of a step comes this long after its start: two at one time would be a fault of the data.
    private static final double FIRST_SECOND = 1;

    private final MeasurementBatch batch = new MeasurementBatch(4096);
    private final Random random;
    private double nowSecond;
    private int step;
    private int cycle;

    /// An example's file and its cell.
    record Example(Path file, CellFacts cell) {}

    private ExampleRuns(long seed) {
        random = new Random(seed);
        batch.clear(1);
    }

    /// Writes the examples into a folder and answers them.
    static List<Example> write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Example symmetric = new Example(folder.resolve("zn-zn-soft-then-hard-short.bdf.csv"),
                cell("ZN-ZN-01", CellKind.SYMMETRIC, FirstHalfCycle.PLATE, Double.NaN));
        new ExampleRuns(1).symmetric(30 * HOUR, 38 * HOUR, 42 * HOUR).writeTo(symmetric.file());
        Example plating = new Example(folder.resolve("zn-ti-plating.bdf.csv"),
                cell("ZN-TI-01", CellKind.PLATING, FirstHalfCycle.PLATE, Double.NaN));
        new ExampleRuns(2).plating(42).writeTo(plating.file());
        Example full = new Example(folder.resolve("zn-vo2-fading.bdf.csv"),
                cell("ZN-VO2-01", CellKind.FULL, FirstHalfCycle.DISCHARGE, 3.3e-4));
        new ExampleRuns(3).full(95).writeTo(full.file());
        return List.of(symmetric, plating, full);
    }

    private static CellFacts cell(String id, CellKind kind, FirstHalfCycle first, double nominalCapacityAh) {
        return new CellFacts(id, kind, first, AREA_CM2, kind == CellKind.FULL ? 1.5 : Double.NaN, nominalCapacityAh, 100);
    }

    /// 2 mA/cm², 0.5 mAh/cm²; a leak of 22 ohm cm² from `softSecond`, of 2 ohm cm² from `hardSecond`.
    private ExampleRuns symmetric(double softSecond, double hardSecond, double endSecond) {
        rest(600, 0.0012);
        while (nowSecond < endSecond) {
            cycle++;
            for (int sign = -1; sign <= 1; sign += 2) {
                int direction = sign;
                double start = nowSecond;
                step(sign, 2 * AREA_CM2 * 1e-3, 900, 15, s -> {
                    double t = start + s;
                    double leak = t >= hardSecond ? 0.5 : t >= softSecond ? 1 / 22.0 : 0;
                    double activation = 1 + 0.35 * Math.exp(-t / (4 * HOUR));
                    return direction * polarization(2e-3, 0.8e-3, 1.34 * activation, leak, activation, 2);
                });
            }
        }
        return this;
    }

    /// 1 mA/cm²: plating to 0.5 mAh/cm², stripping to 0.5 V; what is plated does not all come back.
    private ExampleRuns plating(int cycles) {
        rest(600, 0.02);
        for (cycle = 1; cycle <= cycles; cycle++) {
            step(-1, AREA_CM2 * 1e-3, 1800, 5, s -> {
                double micro = s / HOUR * 1000;
                double nucleation = 0.0406 * Math.exp(-micro / 12) * (1 - Math.exp(-micro / 0.6));
                return -polarization(1e-3, 0.8e-3, 1.5, 0, 1, 2) - nucleation;
            });
            double efficiency = 0.984 - 0.03 * Math.exp(-cycle / 3.0) + 0.002 * random.nextGaussian();
            double stripSecond = 1800 * Math.min(0.999, efficiency);
            step(1, AREA_CM2 * 1e-3, stripSecond, 5, s -> {
                double left = Math.max(1e-4, (stripSecond - s) / 1800);
                return Math.min(0.5, polarization(1e-3, 0.8e-3, 1.5, 0, 1, 2) + 0.45 * Math.exp(-left / 0.004));
            });
        }
        return this;
    }

    /// A cathode of vanadium dioxide at 1 A/g between 0.35 and 1.45 V; each cycle keeps 0.9974 of the one before.
    private ExampleRuns full(int cycles) {
        rest(1800, 1.28);
        double capacitySecond = 0.22 * HOUR;
        for (cycle = 1; cycle <= cycles; cycle++) {
            double lasts = capacitySecond * Math.pow(0.99743, cycle - 1.0) * (1 + 0.0004 * random.nextGaussian());
            step(-1, 1.5e-3, lasts, 10, s -> Math.max(LOWER_VOLT, openCircuitVolt(s / lasts) - 0.04));
            double back = lasts * (cycle < 3 ? 1.03 : 1.001) * (1 + 0.0004 * random.nextGaussian());
            step(1, 1.5e-3, back, 10, s -> Math.min(UPPER_VOLT, openCircuitVolt(1 - s / back) + 0.05));
        }
        return this;
    }

    private static double openCircuitVolt(double depth) {
        return 1.20 - 0.50 * depth - 0.12 * Math.tanh((depth - 0.40) / 0.06) - 0.28 * Math.exp((depth - 1) / 0.03)
                + 0.10 * Math.exp(-depth / 0.02);
    }

    /// |V| at `density` (A/cm²) of a cell with a leak (S/cm²) beside the electrodes.
    private static double polarization(double density, double exchange, double ohmCm2, double leak, double passivation, int electrodes) {
        double low = 0;
        double high = density;
        for (int i = 0; i < 60; i++) {
            double faradaic = 0.5 * (low + high);
            double volt = electrodes * RT_OVER_F_VOLT * asinh(faradaic * passivation / (2 * exchange)) + faradaic * ohmCm2;
            if (faradaic + leak * volt > density) {
                high = faradaic;
            } else {
                low = faradaic;
            }
        }
        double faradaic = 0.5 * (low + high);
        return electrodes * RT_OVER_F_VOLT * asinh(faradaic * passivation / (2 * exchange)) + faradaic * ohmCm2;
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }

    private interface Voltage {
        double volt(double second);
    }

    private void rest(double second, double volt) {
        step++;
        for (double s = 0; s <= second; s += 60) {
            row(s, StepKind.REST, 0, volt);
        }
        nowSecond += second;
    }

    private void step(int sign, double ampere, double second, double sampling, Voltage voltage) {
        step++;
        StepKind kind = sign > 0 ? StepKind.CONSTANT_CURRENT_CHARGE : StepKind.CONSTANT_CURRENT_DISCHARGE;
        row(FIRST_SECOND, kind, sign * ampere, voltage.volt(FIRST_SECOND));
        for (double s = sampling; s < second; s += sampling) {
            row(s, kind, sign * ampere, voltage.volt(s));
        }
        row(second, kind, sign * ampere, voltage.volt(second));
        nowSecond += second;
    }

    private void row(double stepSecond, StepKind kind, double ampere, double volt) {
        int i = batch.addRow();
        batch.setTestTimeSecond(i, nowSecond + stepSecond);
        batch.setStepTimeSecond(i, stepSecond);
        batch.setCurrentAmpere(i, ampere);
        batch.setVoltageVolt(i, Math.round((volt + NOISE_VOLT * random.nextGaussian()) * 1e5) / 1e5);
        batch.setStepKind(i, kind);
        batch.setStepCount(i, step);
        batch.setCycleCount(i, cycle);
    }

    private void writeTo(Path file) throws IOException {
        try (BufferedWriter text = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            new BdfCsvWriter(text).write(batch);
        }
    }
}
