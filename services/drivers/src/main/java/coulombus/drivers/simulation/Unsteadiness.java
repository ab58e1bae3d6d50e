package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

/// What disturbs a healthy cell: a contact that is unsteady in the first cycles (10 to 60 ohm cm² in one of seven intervals of 10 s), and
/// gas bubbles that block 20 to 60 % more than the rest of the electrode can make up for, for ten minutes each.
final class Unsteadiness {
    private static final double CONTACT_CHANCE = 0.15;
    private static final double BUBBLE_SECOND = 600;

    private final RandomGenerator random;
    private final int unsteadyCycles;
    private final double bubblesPerSecond;
    private double contactOhmCm2;
    private double blockedFactor = 1;
    private double nextSecond;
    private boolean contactUnsteady;

    Unsteadiness(CellParameters parameters, RandomGenerator random) {
        this.random = random;
        this.unsteadyCycles = parameters.unsteadyCycles();
        this.contactUnsteady = unsteadyCycles > 0;
        this.bubblesPerSecond = parameters.bubblesPerHour() / 3600;
        this.nextSecond = bubblesPerSecond > 0 ? waitingSecond() : Double.POSITIVE_INFINITY;
    }

    private double waitingSecond() {
        return -Math.log1p(-random.nextDouble()) / bubblesPerSecond;
    }

    double contactOhmCm2() {
        return contactOhmCm2;
    }

    boolean isContactUnsteady() {
        return contactUnsteady;
    }

    /// How much denser the current is on what a bubble leaves free.
    double blockedFactor() {
        return blockedFactor;
    }

    /// When the next bubble comes or goes.
    double nextSecond() {
        return nextSecond;
    }

    /// A bubble comes, or goes.
    void bubble(double nowSecond) {
        if (blockedFactor == 1) {
            blockedFactor = 1.2 + 0.4 * random.nextDouble();
            nextSecond = nowSecond + BUBBLE_SECOND;
        } else {
            blockedFactor = 1;
            nextSecond = nowSecond + waitingSecond();
        }
    }

    /// A point of the grid is reached.
    void step(int cycle) {
        if (contactUnsteady) {
            contactUnsteady = cycle <= unsteadyCycles;
            boolean off = contactUnsteady && cycle > 0 && random.nextDouble() < CONTACT_CHANCE;
            contactOhmCm2 = off ? 10 + 50 * random.nextDouble() : 0;
        }
    }
}
