package coulombus.core.testing;

import java.util.Random;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// A symmetric cell with the nuisances of real ones: a formula, not a cell; what it cannot tell is how real cells misbehave.
///
/// 2 mA/cm² and 0.5 mAh/cm² with a planned change to 1 mA/cm² and back, measured every 30 s: V = 2RT/F asinh(j / 2 i0) + j Rs, where i0
/// falls and rises by activation (55 %, 4 h), slow passivation (0 to 80 % in 600 h) and a room that swings by 2 K a day; bubbles of 10 min
/// (20 to 60 %, one in 100 h), spikes of 15 mV in 0.1 %, noise of 0.25 mV. A leak in parallel makes shorts of it.
public final class SimulatedSymmetricCell {
    public static final double AREA_CM2 = 0.785;
    private static final double SAMPLING_SECOND = 30;

    /// What is wrong with the cell, at a test time.
    public interface Fault {
        Fault NONE = (hour, volt, density, random) -> volt;

        /// |V| of the faulty cell where the sound one would show `volt` at `density` mA/cm².
        double volt(double hour, double volt, double density, Random random);

        /// A leak of so many ohm cm² in parallel from `onsetHour` on.
        static Fault leak(double onsetHour, double ohmCm2) {
            return (hour, volt, density, random) -> hour < onsetHour ? volt : leaking(volt, density, ohmCm2);
        }

        /// Episodes of a leak: one in half an hour on average, five minutes long.
        static Fault intermittentLeak(double onsetHour, double ohmCm2) {
            double[] until = { -1 };
            return (hour, volt, density, random) -> {
                if (hour >= onsetHour && hour > until[0] && random.nextDouble() < SAMPLING_SECOND / 1800) {
                    until[0] = hour + 5 / 60.0;
                }
                return hour < until[0] ? leaking(volt, density, ohmCm2) : volt;
            };
        }

        static double leaking(double volt, double density, double ohmCm2) {
            double soundOhmCm2 = 1000 * volt / density;
            return 1e-3 * density * soundOhmCm2 * ohmCm2 / (soundOhmCm2 + ohmCm2);
        }
    }

    private final Random random;
    private final Fault fault;
    private final double hours;
    private final double passivation;
    private final double phase;
    private boolean thermometer;
    private double bubbleUntil = -1;
    private double bubbleFactor = 1;

    public SimulatedSymmetricCell(long seed, double hours, Fault fault) {
        this.random = new Random(seed);
        this.hours = hours;
        this.fault = fault;
        this.passivation = 0.8 * random.nextDouble();
        this.phase = 2 * Math.PI * random.nextDouble();
    }

    /// The cycler measures the room's temperature.
    public SimulatedSymmetricCell withThermometer() {
        thermometer = true;
        return this;
    }

    /// The whole run, folded.
    public RecordedRun run(RunFacts facts) {
        RecordedRun recorded = new RecordedRun();
        RunAnalysis analysis = new RunAnalysis(facts);
        double firstChange = hours * (0.3 + 0.1 * random.nextDouble());
        double secondChange = firstChange + hours * 0.2;
        MeasurementBatch batch = new MeasurementBatch(128);
        long seq = 1;
        int step = 0;
        double t = 0;
        while (t < hours * 3600) {
            double density = t / 3600 > firstChange && t / 3600 < secondChange ? 1 : 2;
            double second = 0.5 / density * 3600;
            int sign = step % 2 == 0 ? -1 : 1;
            batch.clear(seq);
            for (double s = 0; s <= second; s += SAMPLING_SECOND) {
                row(batch, t + s, s, step, sign, density);
            }
            analysis.on(batch, recorded);
            seq += batch.size();
            t += second;
            step++;
        }
        analysis.end(RunEnd.COMPLETED, recorded);
        return recorded;
    }

    private void row(MeasurementBatch batch, double t, double s, int step, int sign, double density) {
        int i = batch.addRow();
        batch.setTestTimeSecond(i, t);
        batch.setStepTimeSecond(i, s);
        batch.setStepCount(i, step);
        batch.setStepKind(i, sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE);
        batch.setCurrentAmpere(i, sign * density * AREA_CM2 * 1e-3);
        batch.setVoltageVolt(i, sign * magnitude(t, s, density));
        if (thermometer) {
            batch.setTemperatureCelsius(i, celsius(t / 3600) + 0.1 * random.nextGaussian());
        }
    }

    private double celsius(double hour) {
        return 25 + 2 * Math.sin(2 * Math.PI * hour / 24 + phase);
    }

    private double magnitude(double t, double s, double density) {
        double hour = t / 3600;
        double kelvin = 273.15 + celsius(hour);
        double slow = (1 + 0.55 * Math.exp(-hour / 4)) * (1 + passivation * hour / 600);
        double exchange = 0.8 * Math.exp(-30_000 / 8.314 * (1 / kelvin - 1 / 298.15)) / slow;
        double x = density / (2 * exchange);
        double volt = 2 * 8.314 * kelvin / 96_485 * Math.log(x + Math.sqrt(x * x + 1)) + density * 1e-3 * 1.5;
        volt += 0.004 * density * (1 - Math.exp(-s / 84));
        if (t > bubbleUntil && random.nextDouble() < SAMPLING_SECOND / 360_000) {
            bubbleUntil = t + 600;
            bubbleFactor = 1.2 + 0.4 * random.nextDouble();
        }
        double spike = random.nextInt(1000) == 0 ? (random.nextBoolean() ? 0.015 : -0.015) : 0;
        double sound = volt * (t < bubbleUntil ? bubbleFactor : 1);
        return fault.volt(hour, sound, density, random) + spike + 2.5e-4 * random.nextGaussian();
    }
}
