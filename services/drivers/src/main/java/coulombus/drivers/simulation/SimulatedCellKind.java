package coulombus.drivers.simulation;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.drivers.simulation.CellParameters.Ageing;
import coulombus.drivers.simulation.CellParameters.CounterFoil;
import coulombus.drivers.simulation.CellParameters.Failure;
import coulombus.drivers.simulation.CellParameters.LeakParameters;
import coulombus.drivers.simulation.ElectrodeParameters.BareCollector;
import coulombus.drivers.simulation.ElectrodeParameters.EquilibriumCurve;
import coulombus.drivers.simulation.ElectrodeParameters.InsertionHost;
import coulombus.drivers.simulation.ElectrodeParameters.RateCapacity;
import coulombus.drivers.simulation.ElectrodeParameters.SymmetricFoil;

/// Named sets of parameters. Those that are calibrated meet published figures because they were made to; `docs/concepts/simulated-cells.md`
/// says which figures, and what was chosen.
public enum SimulatedCellKind {
    /// Zn||Ti at 20 kPa: efficiency 94.4 %, nucleation overpotential 42.7 mV, short after 14 h (median), unsteady contact at first.
    TI_20KPA(true, collector(53.4e-3, 0.944, 0.020, 14, 3, 2)),
    /// Zn||Ti at 300 kPa: 98.4 %, 32.0 mV, 104 h.
    TI_300KPA(true, collector(40.6e-3, 0.984, 0.004, 104, 4, 0)),
    /// Zn||Ti at 1000 kPa: 96.6 %, 27.0 mV, 36 h.
    TI_1000KPA(true, collector(34.3e-3, 0.966, 0.010, 36, 4, 0)),
    /// Zn||Cu. Plausible, not calibrated.
    ZN_CU(false, collector(22e-3, 0.993, 0.003, 200, 4, 0)),
    /// Zn||Zn, annealed zinc: hard short at 141 h under current.
    SYM_ANNEAL(true, symmetric(0.48e-3, 1.83, new Failure.AtCyclingTime(Double.NaN, 141 * 3600.0), 0)),
    /// Zn||Zn, fine-grained zinc: soft short at 337 h, hard one at 563 h under current.
    SYM_HPT(true, symmetric(0.8e-3, 1.34, new Failure.AtCyclingTime(337 * 3600.0, 563 * 3600.0), 0)),
    /// Zn||Zn that does not fail, with bubbles (one in 100 h). Plausible, not calibrated.
    SYM_HEALTHY(false, symmetric(0.8e-3, 1.34, new Failure.Never(), 0.01)),
    /// Zn||VO2, fine-grained zinc, at 0.5 A/g: 550 to 520 mAh/g in 50 cycles.
    VO2_HPT(true, vanadium(Shared.HPT_RATES.times(550 / 562.0), 0.99888, 600, new Failure.Never())),
    /// The same couple in the rate test: 582, 562, 540, 468, 382 mAh/g at 0.2, 0.5, 1, 3, 5 A/g, five cycles each, then 570 at 0.2.
    VO2_HPT_RATES(true, vanadium(Shared.hptFresh(), Shared.HPT_RATES_KEPT, 600, new Failure.Never())),
    /// Zn||VO2, annealed zinc, at 0.5 A/g: 400 to 220 mAh/g in 50 cycles.
    VO2_ANNEAL(true, vanadium(Shared.HPT_RATES.times(400 / 562.0), 0.98812, 600, new Failure.Never())),
    /// Zn||VO2 at 20 kPa, 1 A/g: 138 mAh/g, 43.5 % after 100 cycles.
    VO2_20KPA(true, vanadium(Shared.HPT_RATES.times(138 / 540.0), 0.99171, 100, new Failure.Never())),
    /// Zn||VO2 at 300 kPa, 1 A/g: 225 mAh/g, 77.3 %.
    VO2_300KPA(true, vanadium(Shared.HPT_RATES.times(225 / 540.0), 0.99743, 100, new Failure.Never())),
    /// Zn||VO2 at 1000 kPa, 1 A/g: 220 mAh/g, 71.3 %.
    VO2_1000KPA(true, vanadium(Shared.HPT_RATES.times(220 / 540.0), 0.99662, 100, new Failure.Never())),
    /// Zn||VO2 at 1000 kPa in 3 M Zn(OTf)2: soft short in cycle 166.
    VO2_1000KPA_OTF(true, vanadium(Shared.HPT_RATES.times(220 / 540.0), 0.9985, 100, new Failure.AtCycle(166))),
    /// Zn||MnO2, 0.8 to 1.8 V. Plausible, not calibrated.
    ZN_MNO2(false, new CellParameters(Shared.AREA_CM2, CounterFoil.zinc(100), 2, 0.8e-3, 1.5,
            new InsertionHost(CellKind.FULL, 1.5, RateCapacity.of(0.1, 300, 0.3, 280, 1, 220, 3, 130), Shared.MANGANESE, 0.9992, 0.06,
                    0.002,
                    Shared.SELF_DISCHARGE_PER_HOUR),
            Ageing.NONE, new Failure.Never(), LeakParameters.GROWING, 0, 0, 0.02)),
    /// Graphite||Li, 0.01 to 1.2 V, 3 mAh/cm² of lithium to spare. Plausible, not calibrated.
    LI_GRAPHITE(false, new CellParameters(1.54, new CounterFoil(Double.NaN, 40e-3), 1, 1.5e-3, 8,
            new InsertionHost(CellKind.INSERTION_HALF, 9, RateCapacity.of(0.037, 350, 0.37, 310, 1.1, 200), Shared.GRAPHITE, 0.9998, 0.08,
                    0.001, 0),
            Ageing.NONE, new Failure.Never(), LeakParameters.GROWING, 0, 0, 0.02));

    private final boolean calibrated;
    private final CellParameters parameters;

    SimulatedCellKind(boolean calibrated, CellParameters parameters) {
        this.calibrated = calibrated;
        this.parameters = parameters;
    }

    /// True where its figures were fitted to published ones, false where they are only plausible.
    public boolean isCalibrated() {
        return calibrated;
    }

    public CellParameters parameters() {
        return parameters;
    }

    /// What the analysis may know of such a cell.
    public CellFacts facts(String cellId) {
        return parameters.facts(cellId);
    }

    private static CellParameters collector(double nucleationVolt, double efficiency, double spread, double medianHour, double shape,
            int unsteadyCycles) {
        return new CellParameters(Shared.AREA_CM2, CounterFoil.zinc(100), 2, 0.8e-3, 1.5,
                new BareCollector(nucleationVolt, efficiency, spread, 0.3, 5e-6, 15e-6), new Ageing(0.55, 0.8),
                new Failure.ByDamage(medianHour * 3600, shape, 1e-3, 0.2), LeakParameters.GROWING, unsteadyCycles, 0, 0.02);
    }

    private static CellParameters symmetric(double exchange, double ohmCm2, Failure failure, double bubblesPerHour) {
        return new CellParameters(Shared.AREA_CM2, CounterFoil.zinc(600), 2, exchange, ohmCm2, new SymmetricFoil(0.995),
                new Ageing(0.55, 0.8), failure, LeakParameters.LASTING, 0, bubblesPerHour, 0.02);
    }

    private static CellParameters vanadium(RateCapacity capacity, double kept, double foilUm, Failure failure) {
        return new CellParameters(Shared.AREA_CM2, CounterFoil.zinc(foilUm), 2, 0.8e-3, 1.5,
                new InsertionHost(CellKind.FULL, 1.5, capacity, Shared.VANADIUM, kept, 0.05, 0.001, Shared.SELF_DISCHARGE_PER_HOUR),
                Ageing.NONE, failure, LeakParameters.GROWING, 0, 0, 0.02);
    }

    /// Figures that several kinds share.
    private static final class Shared {
        static final double AREA_CM2 = 0.785;
        /// 96 % kept over 48 h.
        static final double SELF_DISCHARGE_PER_HOUR = -Math.log(0.96) / 48;
        static final RateCapacity HPT_RATES = RateCapacity.of(0.2, 582, 0.5, 562, 1, 540, 3, 468, 5, 382);
        /// From 582 in the first block to 570 in the last, 25 cycles later.
        static final double HPT_RATES_KEPT = Math.pow(570 / 582.0, 1 / 25.0);
        static final EquilibriumCurve VANADIUM = new EquilibriumCurve(1.20, 0.50, 0.12, 0.40, 0.06, 0.28, 0.03, 0.10, 0.02);
        static final EquilibriumCurve MANGANESE = new EquilibriumCurve(1.42, 0.15, 0.06, 0.35, 0.05, 0.30, 0.02, 0.10, 0.02);
        static final EquilibriumCurve GRAPHITE = new EquilibriumCurve(0.22, 0.12, 0.02, 0.50, 0.05, 0.05, 0.02, 0.90, 0.03);

        private Shared() {}

        /// The published points are taken in the middle of five cycles each: what a fresh cell had is a little more. At high current
        /// the limit of 0.2 V is reached before the host is full, which the points make up for (by 0.1 % to 1 %).
        static RateCapacity hptFresh() {
            return RateCapacity.of(0.2, fresh(582, 2), 0.5, fresh(562.2, 7), 1, fresh(540.6, 12), 3, fresh(470.1, 17), 5,
                    fresh(385.9, 22));
        }

        private static double fresh(double milliampereHourPerGram, int cyclesBefore) {
            return milliampereHourPerGram / Math.pow(HPT_RATES_KEPT, cyclesBefore);
        }
    }
}
