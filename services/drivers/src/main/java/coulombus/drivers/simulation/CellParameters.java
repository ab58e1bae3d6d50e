package coulombus.drivers.simulation;

import java.util.Objects;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;

/// Everything that makes one simulated cell different from another. Quantities are per electrode area.
///
/// @param areaCm2              electrode area, greater than 0
/// @param counter              the metal the counter electrode is made of
/// @param electrons            n of the charge transfer: 2 for zinc, 1 for lithium
/// @param exchangeAmperePerCm2 exchange current density i0 at 25 °C, greater than 0
/// @param seriesOhmCm2         R_s, electrolyte and leads, greater than 0
/// @param electrodes           what the working electrode is
/// @param ageing               how the kinetics change with time
/// @param failure              when and by what it fails
/// @param leak                 how a soft short behaves
/// @param unsteadyCycles       first cycles in which the contact is unsteady (low stacking pressure), 0 or more
/// @param bubblesPerHour       gas bubbles that block a part of the electrode for ten minutes, 0 or more
/// @param spreadFraction       how much i0, R_s and a host's capacity differ from cell to cell (standard deviation), 0 to 0.2
public record CellParameters(double areaCm2, CounterFoil counter, int electrons, double exchangeAmperePerCm2, double seriesOhmCm2,
        ElectrodeParameters electrodes, Ageing ageing, Failure failure, LeakParameters leak, int unsteadyCycles, double bubblesPerHour,
        double spreadFraction) {

    public CellParameters {
        Objects.requireNonNull(counter, "counter");
        Objects.requireNonNull(electrodes, "electrodes");
        Objects.requireNonNull(ageing, "ageing");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(leak, "leak");
        require(areaCm2 > 0, "areaCm2: must be greater than 0", areaCm2);
        require(electrons == 1 || electrons == 2, "electrons: must be 1 or 2", electrons);
        require(exchangeAmperePerCm2 > 0, "exchangeAmperePerCm2: must be greater than 0", exchangeAmperePerCm2);
        require(seriesOhmCm2 > 0, "seriesOhmCm2: must be greater than 0", seriesOhmCm2);
        require(unsteadyCycles >= 0, "unsteadyCycles: must be 0 or more", unsteadyCycles);
        require(bubblesPerHour >= 0, "bubblesPerHour: must be 0 or more", bubblesPerHour);
        require(spreadFraction >= 0 && spreadFraction <= 0.2, "spreadFraction: must be 0 to 0.2", spreadFraction);
    }

    /// What the analysis may know of such a cell.
    public CellFacts facts(String cellId) {
        CellKind kind = electrodes.kind();
        double massMg = Double.NaN;
        double nominalAh = Double.NaN;
        if (electrodes instanceof ElectrodeParameters.InsertionHost host) {
            massMg = host.activeMassMg();
            nominalAh = host.nominalCapacityAh();
        }
        return new CellFacts(cellId, kind, electrodes.firstHalfCycle(), areaCm2, massMg, nominalAh, counter.zincThicknessUm());
    }

    /// The same cell without differences from cell to cell.
    public CellParameters withoutSpread() {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, 0);
    }

    public CellParameters with(Failure failure) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    public CellParameters with(LeakParameters leak) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    public CellParameters with(Ageing ageing) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    public CellParameters withCounter(CounterFoil counter) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    public CellParameters withExchange(double exchangeAmperePerCm2) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    public CellParameters withBubblesPerHour(double bubblesPerHour) {
        return new CellParameters(areaCm2, counter, electrons, exchangeAmperePerCm2, seriesOhmCm2, electrodes, ageing, failure, leak,
                unsteadyCycles, bubblesPerHour, spreadFraction);
    }

    static void require(boolean holds, String sentence, double was) {
        if (!holds) {
            throw new IllegalArgumentException("simulated cell " + sentence + "; was " + was);
        }
    }

    /// The counter electrode's metal: how much of it there is.
    ///
    /// @param zincThicknessUm thickness of a zinc foil in µm, NaN where it is another metal
    /// @param ahPerCm2        charge in the whole foil, greater than 0
    public record CounterFoil(double zincThicknessUm, double ahPerCm2) {
        public CounterFoil { require(ahPerCm2 > 0, "counter.ahPerCm2: must be greater than 0", ahPerCm2); }

        public static CounterFoil zinc(double thicknessUm) {
            return new CounterFoil(thicknessUm, thicknessUm * CellFacts.ZINC_MILLIAMPERE_HOUR_PER_CM2_PER_UM / 1000);
        }
    }

    /// Passivation factor p = (1 + `activation` e^(-t / 4 h)) (1 + k t) with t the time under current and k drawn per cell, evenly
    /// from 0 to `mostGrowth` per 600 h. The exchange current density is i0 / p.
    ///
    /// @param activation surplus of p at the start, 0 or more
    /// @param mostGrowth growth of p over 600 h in the worst cell, 0 or more
    public record Ageing(double activation, double mostGrowth) {
        public static final Ageing NONE = new Ageing(0, 0);

        public Ageing {
            require(activation >= 0, "ageing.activation: must be 0 or more", activation);
            require(mostGrowth >= 0, "ageing.mostGrowth: must be 0 or more", mostGrowth);
        }
    }

    /// How a soft short behaves: G = G0 e^z with z an Ornstein-Uhlenbeck process (`fluctuation`, 10 min).
    ///
    /// @param softOhmCm2      1 / G0 at the onset
    /// @param fluctuation     standard deviation of z, 0 or more
    /// @param burnOffChance   chance that the bridge is burnt for a whole half-cycle, 0 to 1
    /// @param growthPerCycle  part by which G0 grows with each cycle, 0 or more; below 3 ohm cm² it is a hard short
    public record LeakParameters(double softOhmCm2, double fluctuation, double burnOffChance, double growthPerCycle) {
        /// Grows until it is a hard short.
        public static final LeakParameters GROWING = new LeakParameters(22, 0.35, 0.05, 0.02);
        /// Fluctuates and stays soft.
        public static final LeakParameters LASTING = new LeakParameters(22, 0.35, 0.05, 0);

        public LeakParameters {
            require(softOhmCm2 > Leak.HARD_BELOW_OHM_CM2 && softOhmCm2 <= 1e5,
                    "leak.softOhmCm2: must be more than " + Leak.HARD_BELOW_OHM_CM2 + " and at most 1e5", softOhmCm2);
            require(fluctuation >= 0, "leak.fluctuation: must be 0 or more", fluctuation);
            require(burnOffChance >= 0 && burnOffChance <= 1, "leak.burnOffChance: must be 0 to 1", burnOffChance);
            require(growthPerCycle >= 0, "leak.growthPerCycle: must be 0 or more", growthPerCycle);
        }
    }

    /// When and by what a cell fails.
    public sealed interface Failure {
        /// It does not.
        record Never() implements Failure {}

        /// At known times under current; NaN where a kind does not come.
        record AtCyclingTime(double softAfterSecond, double hardAfterSecond) implements Failure {}

        /// A soft short with the first half-cycle of this cycle.
        record AtCycle(int softCycle) implements Failure {}

        /// A soft short when the damage of plating, the sum of |dQ| (j / j_ref)^(1/2) times a lognormal factor per half-cycle, passes a
        /// threshold drawn per cell from a Weibull distribution.
        ///
        /// @param medianSecond            median time under current at `reference`, greater than 0
        /// @param shape                   k of the Weibull distribution, greater than 0
        /// @param referenceAmperePerCm2   j_ref, greater than 0
        /// @param factorSpread            standard deviation of the factor's logarithm, 0 or more
        record ByDamage(double medianSecond, double shape, double referenceAmperePerCm2, double factorSpread) implements Failure {
            public ByDamage {
                require(medianSecond > 0, "failure.medianSecond: must be greater than 0", medianSecond);
                require(shape > 0, "failure.shape: must be greater than 0", shape);
                require(referenceAmperePerCm2 > 0, "failure.referenceAmperePerCm2: must be greater than 0", referenceAmperePerCm2);
                require(factorSpread >= 0, "failure.factorSpread: must be 0 or more", factorSpread);
            }
        }
    }
}
