package coulombus.drivers.simulation.corpus;

import java.util.SplittableRandom;

import coulombus.core.measurement.MeasurementBatch;

/// What lies between the simulated instrument and the data of a labelled cell: beat noise, long bubbles, gaps, a thermometer or none, and
/// the failure NOISE. Its randomness follows the measurements one by one, so batches change nothing.
final class Disturbance {
    private static final double HOUR = 3600;
    private static final double THERMOMETER_CELSIUS = 0.1;

    private final Nuisances nuisances;
    private final SplittableRandom random;
    private final double noiseFromSecond;
    private double bubbleFromSecond;
    private double bubbleUntilSecond;
    private double bubbleFactor = 1;
    private double gapFromSecond;
    private double gapUntilSecond;

    Disturbance(LabelledCell label) {
        this.nuisances = label.nuisances();
        this.random = new SplittableRandom(label.seed() * 31 + 7);
        this.noiseFromSecond = nuisances.noiseVolt() > 0 ? label.onsetSecond() : Double.POSITIVE_INFINITY;
        nextBubble(0);
        nextGap(0);
    }

    private void nextBubble(double afterSecond) {
        bubbleFromSecond = after(afterSecond, nuisances.longBubblesPerHour());
        bubbleUntilSecond = bubbleFromSecond + 1800 + 1800 * random.nextDouble();
        bubbleFactor = 1.2 + 0.4 * random.nextDouble();
    }

    private void nextGap(double afterSecond) {
        gapFromSecond = after(afterSecond, nuisances.gapsPerHour());
        gapUntilSecond = gapFromSecond + 120 + 1080 * random.nextDouble();
    }

    private double after(double second, double perHour) {
        return perHour > 0 ? second - HOUR * Math.log1p(-random.nextDouble()) / perHour : Double.POSITIVE_INFINITY;
    }

    /// Adds the first `rows` measurements, disturbed; those in a gap are left out.
    void copy(MeasurementBatch from, int rows, MeasurementBatch into) {
        for (int i = 0; i < rows; i++) {
            double t = from.testTimeSecond(i);
            if (t >= gapUntilSecond) {
                nextGap(t);
            }
            if (t >= bubbleUntilSecond) {
                nextBubble(t);
            }
            if (t >= gapFromSecond) {
                continue;
            }
            int row = into.size();
            into.addCopy(from, i);
            into.setVoltageVolt(row, voltage(from, i, t));
            into.setTemperatureCelsius(row,
                    nuisances.thermometer() ? from.temperatureCelsius(i) + THERMOMETER_CELSIUS * random.nextGaussian() : Double.NaN);
        }
    }

    private double voltage(MeasurementBatch from, int i, double t) {
        double volt = from.voltageVolt(i);
        if (t >= bubbleFromSecond) {
            volt *= bubbleFactor;
        }
        if (nuisances.beatVolt() > 0) {
            volt += nuisances.beatVolt() * Math.sin(2 * Math.PI * t / nuisances.beatSecond());
        }
        if (t >= noiseFromSecond) {
            volt += nuisances.noiseVolt() * random.nextGaussian();
        }
        return volt == from.voltageVolt(i) ? volt : Math.rint(volt / nuisances.digitVolt()) * nuisances.digitVolt();
    }
}
