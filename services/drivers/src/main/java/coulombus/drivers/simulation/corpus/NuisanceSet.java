package coulombus.drivers.simulation.corpus;

import java.util.SplittableRandom;

/// Which nuisances the cells of a collection have. Thresholds may be tried on TUNING only.
public enum NuisanceSet {
    /// A day's swing of the temperature, bubbles, spikes, activation, passivation, a planned change of the current.
    TUNING(337),
    /// All of them, and what no threshold was tried on: beat noise, coarse digits, a new set-point of the chamber, long bubbles, gaps.
    REPORTED(20_261_126);

    private static final double UNSEEN_CHANCE = 1 / 3.0;

    private final long seed;

    NuisanceSet(long seed) {
        this.seed = seed;
    }

    /// The seed of the set's own fleet.
    public long seed() {
        return seed;
    }

    /// Draws the nuisances of a cell that lives for so many hours.
    Nuisances draw(SplittableRandom random, double hours) {
        boolean thermometer = random.nextBoolean();
        double swing = 2 * random.nextDouble();
        double phase = 86_400 * random.nextDouble();
        double rateChangeHour = random.nextBoolean() ? 36 + 6 * random.nextDouble() : Double.NaN;
        Nuisances seen = new Nuisances(thermometer, swing, phase, rateChangeHour, 0.01, 0, 0, 0, 0, 1e-4, 0, 0, 0);
        if (this == TUNING) {
            return seen;
        }
        boolean beat = random.nextDouble() < UNSEEN_CHANCE;
        double beatVolt = beat ? 0.3e-3 + 1.2e-3 * random.nextDouble() : 0;
        double beatSecond = 45 + 255 * random.nextDouble();
        double digitVolt = random.nextDouble() < UNSEEN_CHANCE ? 1e-3 : 1e-4;
        boolean step = random.nextDouble() < UNSEEN_CHANCE;
        double stepCelsius = step ? (random.nextBoolean() ? 1 : -1) * (2 + random.nextDouble()) : 0;
        double stepHour = hours * (0.2 + 0.6 * random.nextDouble());
        double longBubblesPerHour = random.nextDouble() < UNSEEN_CHANCE ? 1 / 200.0 : 0;
        double gapsPerHour = random.nextDouble() < UNSEEN_CHANCE ? 1 / 100.0 : 0;
        return new Nuisances(thermometer, swing, phase, rateChangeHour, 0.01, longBubblesPerHour, gapsPerHour, beatVolt, beatSecond,
                digitVolt, stepCelsius, stepHour, 0);
    }
}
