package coulombus.drivers.simulation;

import java.util.random.RandomGenerator;

/// The two electrodes of a cell: what they hold, and the voltage between them without the electrolyte. Densities are A/cm², charges
/// Ah/cm²; positive strips the working electrode (discharges no host: charges it).
sealed interface Electrodes permits FoilElectrodes, CollectorElectrodes, HostElectrodes {
    /// Below this charge a metal covers only a part of its electrode: 0.01 mAh/cm².
    double THIN_AH_PER_CM2 = 1e-5;
    /// What is left active of an electrode that holds nothing: as good as nothing, but a finite voltage (about 1.8 V).
    double LEAST_ACTIVE = 1e-30;

    /// The active part of an electrode that holds so much.
    static double active(double ahPerCm2) {
        return ahPerCm2 >= THIN_AH_PER_CM2 ? 1 : Math.max(LEAST_ACTIVE, ahPerCm2 / THIN_AH_PER_CM2);
    }

    /// Voltage at the faradaic density when `passed` more charge has gone through; nothing changes. Rises with the density.
    double volt(double density, double passed);

    /// Charge goes through at the density. What an exhausted electrode cannot give goes into side reactions.
    void pass(double passed, double density);

    /// Time passes without current.
    void rest(double seconds);

    /// The current turns.
    void halfCycleBegins(boolean strips, int cycle, RandomGenerator random);

    /// From the next cycle on this share of the charge more is lost; nothing where the electrodes keep no such account.
    default void sideReaction(double shareFraction) {}

    /// A part of a host's capacity is lost, with what it holds there.
    default void loseCapacity(double lostFraction) {}

    /// Charge that the electrodes give in the direction of the density until one of them is exhausted.
    double leftAhPerCm2(double density);

    /// Charge so far that side reactions took because an electrode was exhausted.
    double sideAhPerCm2();
}
