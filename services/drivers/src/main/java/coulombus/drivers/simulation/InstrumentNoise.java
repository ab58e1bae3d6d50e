package coulombus.drivers.simulation;

import java.util.SplittableRandom;

/// What a channel adds between the truth in a cell and the number on the wire: noise, digits, spikes, an offset of its current that stays,
/// jitter. A seeded stage of its own, so that the same cell can be seen through another instrument.
///
/// One thread owns it.
public final class InstrumentNoise {
    private final InstrumentSettings settings;
    private final SplittableRandom random;
    private final double offsetAmpere;

    public InstrumentNoise(InstrumentSettings settings, long seed) {
        this.settings = settings;
        // Not the stream of the cell with the same seed.
        this.random = new SplittableRandom(~seed);
        double most = settings.offsetFraction() * settings.fullScaleAmpere();
        this.offsetAmpere = Math.max(-most, Math.min(most, 0.5 * most * random.nextGaussian()));
    }

    public InstrumentSettings settings() {
        return settings;
    }

    /// By how much the channel reads too much.
    public double offsetAmpere() {
        return offsetAmpere;
    }

    /// What really flows when the channel holds its reading at the set-point.
    public double flowingAmpere(double setAmpere) {
        return setAmpere == 0 ? 0 : setAmpere - offsetAmpere;
    }

    /// A reading of the voltage.
    public double voltageVolt(double trueVolt) {
        double volt = trueVolt;
        if (settings.voltageNoiseVolt() > 0) {
            volt += settings.voltageNoiseVolt() * random.nextGaussian();
        }
        if (settings.spikeChance() > 0) {
            double drawn = random.nextDouble();
            if (drawn < settings.spikeChance()) {
                volt += drawn < 0.5 * settings.spikeChance() ? settings.spikeVolt() : -settings.spikeVolt();
            }
        }
        return rounded(volt, settings.voltageStepVolt());
    }

    /// A reading of the current; at rest the output is open and 0 is read.
    public double currentAmpere(double trueAmpere) {
        if (trueAmpere == 0) {
            return 0;
        }
        double ampere = trueAmpere + offsetAmpere;
        if (settings.currentNoiseFraction() > 0) {
            ampere += settings.currentNoiseFraction() * settings.fullScaleAmpere() * random.nextGaussian();
        }
        return rounded(ampere, settings.currentStepAmpere());
    }

    /// How long the next interval between two measurements really lasts.
    public double intervalSecond(double plannedSecond) {
        return settings.jitterFraction() == 0
                ? plannedSecond
                : plannedSecond * (1 + settings.jitterFraction() * (2 * random.nextDouble() - 1));
    }

    private static double rounded(double value, double step) {
        return step == 0 ? value : Math.rint(value / step) * step;
    }
}
