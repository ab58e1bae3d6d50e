package coulombus.drivers.bts.simulator.machine;

import java.util.SplittableRandom;

import coulombus.drivers.bts.simulator.channel.ReadingNoise;

/// Noise of 0.25 mV on the voltage and of 0.005 % of the current's reading, voltages in digits of 0.1 mV.
final class SeededNoise implements ReadingNoise {
    private static final double NOISE_VOLT = 0.25e-3;
    private static final double DIGITS_PER_VOLT = 1e4;
    private static final double NOISE_FRACTION = 5e-5;

    private final SplittableRandom random;

    SeededNoise(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public double voltageVolt(double trueVolt) {
        return Math.rint((trueVolt + NOISE_VOLT * random.nextGaussian()) * DIGITS_PER_VOLT) / DIGITS_PER_VOLT;
    }

    @Override
    public double currentAmpere(double trueAmpere) {
        return trueAmpere == 0 ? 0 : trueAmpere * (1 + NOISE_FRACTION * random.nextGaussian());
    }
}
