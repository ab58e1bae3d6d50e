package coulombus.core.cycle;

/// Average coulombic efficiency by the reservoir method (modified Aurbach; Adams et al., Adv. Energy Mater. 2018, 1702097): a reservoir
/// is plated, part of it is cycled n times, the rest is stripped to the cut-off.
public final class ReservoirEfficiency {
    private ReservoirEfficiency() {}

    /// (n Q_C + Q_S) / (n Q_C + Q_T) as a ratio.
    ///
    /// @param cycles        n, 1 or more
    /// @param cycledAh      Q_C, charge plated and stripped in each cycle
    /// @param reservoirAh   Q_T, charge plated first
    /// @param strippedAh    Q_S, charge stripped to the cut-off at the end
    public static double of(int cycles, double cycledAh, double reservoirAh, double strippedAh) {
        if (cycles < 1 || !(cycledAh > 0) || !(reservoirAh > 0) || !(strippedAh >= 0)) {
            throw new IllegalArgumentException(
                    "reservoir efficiency needs cycles of 1 or more and positive charges; was n=" + cycles + ", Q_C="
                            + cycledAh + " Ah, Q_T=" + reservoirAh + " Ah, Q_S=" + strippedAh + " Ah");
        }
        return (cycles * cycledAh + strippedAh) / (cycles * cycledAh + reservoirAh);
    }
}
