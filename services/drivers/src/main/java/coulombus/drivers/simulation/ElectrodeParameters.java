package coulombus.drivers.simulation;

import java.util.Arrays;
import java.util.Objects;

import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;

/// What the working electrode is; the counter electrode is a metal foil in every case.
public sealed interface ElectrodeParameters {
    /// The kind of cell this makes.
    CellKind kind();

    /// Which half-cycle opens a pair.
    FirstHalfCycle firstHalfCycle();

    /// A foil like the counter electrode.
    ///
    /// @param efficiency part of the plated charge that can be stripped again, greater than 0, at most 1
    record SymmetricFoil(double efficiency) implements ElectrodeParameters {
        public SymmetricFoil {
            CellParameters.require(efficiency > 0 && efficiency <= 1, "efficiency: must be greater than 0 and at most 1", efficiency);
        }

        @Override
        public CellKind kind() {
            return CellKind.SYMMETRIC;
        }

        @Override
        public FirstHalfCycle firstHalfCycle() {
            return FirstHalfCycle.PLATE;
        }
    }

    /// A collector that holds no metal at first.
    ///
    /// @param nucleationVolt       E_n of the nucleation spike, 0 or more; its peak is about 0.82 E_n
    /// @param efficiencyMean       mean part of the plated charge that can be stripped, greater than 0, at most 1
    /// @param efficiencySpread     its standard deviation from cycle to cycle, 0 or more
    /// @param hydrogenShare        share of the loss that is hydrogen; the rest is dead metal
    /// @param corrosionLeastAmperePerCm2 slowest corrosion at rest, 0 or more
    /// @param corrosionMostAmperePerCm2  fastest; each cell draws its own between the two
    record BareCollector(double nucleationVolt, double efficiencyMean, double efficiencySpread, double hydrogenShare,
            double corrosionLeastAmperePerCm2, double corrosionMostAmperePerCm2) implements ElectrodeParameters {
        public BareCollector {
            CellParameters.require(nucleationVolt >= 0, "nucleationVolt: must be 0 or more", nucleationVolt);
            CellParameters.require(efficiencyMean > 0 && efficiencyMean <= 1, "efficiencyMean: must be greater than 0 and at most 1",
                    efficiencyMean);
            CellParameters.require(efficiencySpread >= 0 && efficiencySpread < 0.1, "efficiencySpread: must be 0 to 0.1",
                    efficiencySpread);
            CellParameters.require(hydrogenShare >= 0 && hydrogenShare <= 1, "hydrogenShare: must be 0 to 1", hydrogenShare);
            CellParameters.require(corrosionLeastAmperePerCm2 >= 0 && corrosionMostAmperePerCm2 >= corrosionLeastAmperePerCm2,
                    "corrosion: must be 0 or more and in order", corrosionMostAmperePerCm2);
        }

        @Override
        public CellKind kind() {
            return CellKind.PLATING;
        }

        @Override
        public FirstHalfCycle firstHalfCycle() {
            return FirstHalfCycle.PLATE;
        }
    }

    /// A host that takes ions in on discharge.
    ///
    /// @param kind                 FULL or INSERTION_HALF
    /// @param activeMassMg         active mass, greater than 0
    /// @param capacity             capacity over specific current
    /// @param curve                equilibrium voltage over depth of discharge
    /// @param keptPerCycle         f: part of the capacity each cycle keeps, greater than 0, at most 1
    /// @param firstSideShare       share of the first charge that goes into side reactions; falls to 22 % of itself with each cycle
    /// @param sideShare            share that remains
    /// @param selfDischargePerHour part of the charge held that is lost in an hour at rest, 0 or more
    record InsertionHost(CellKind kind, double activeMassMg, RateCapacity capacity, EquilibriumCurve curve, double keptPerCycle,
            double firstSideShare, double sideShare, double selfDischargePerHour) implements ElectrodeParameters {
        public InsertionHost {
            Objects.requireNonNull(capacity, "capacity");
            Objects.requireNonNull(curve, "curve");
            if (kind != CellKind.FULL && kind != CellKind.INSERTION_HALF) {
                throw new IllegalArgumentException("simulated cell kind: must be FULL or INSERTION_HALF; was " + kind);
            }
            CellParameters.require(activeMassMg > 0, "activeMassMg: must be greater than 0", activeMassMg);
            CellParameters.require(keptPerCycle > 0 && keptPerCycle <= 1, "keptPerCycle: must be greater than 0 and at most 1",
                    keptPerCycle);
            CellParameters.require(firstSideShare >= 0 && sideShare >= 0 && firstSideShare + sideShare < 0.5,
                    "firstSideShare: must be 0 to 0.5 with sideShare", firstSideShare);
            CellParameters.require(selfDischargePerHour >= 0, "selfDischargePerHour: must be 0 or more", selfDischargePerHour);
        }

        @Override
        public FirstHalfCycle firstHalfCycle() {
            return FirstHalfCycle.DISCHARGE;
        }

        /// Capacity at the smallest specific current that is known.
        double nominalCapacityAh() {
            return capacity.ahPerGram[0] * activeMassMg / 1000;
        }
    }

    /// Capacity over specific current as points, straight lines between them. No law is claimed: the published points are met exactly.
    final class RateCapacity {
        private final double[] amperePerGram;
        private final double[] ahPerGram;

        private RateCapacity(double[] amperePerGram, double[] ahPerGram) {
            this.amperePerGram = amperePerGram;
            this.ahPerGram = ahPerGram;
        }

        /// Pairs of A/g (rising) and mAh/g (not rising), at least two.
        public static RateCapacity of(double... amperePerGramAndMilliampereHourPerGram) {
            double[] all = amperePerGramAndMilliampereHourPerGram;
            if (all.length < 4 || all.length % 2 != 0) {
                throw new IllegalArgumentException("capacity: must be at least two pairs of A/g and mAh/g; was " + Arrays.toString(all));
            }
            double[] rate = new double[all.length / 2];
            double[] capacity = new double[rate.length];
            for (int i = 0; i < rate.length; i++) {
                rate[i] = all[2 * i];
                capacity[i] = all[2 * i + 1] / 1000;
                if (!(rate[i] > 0) || !(capacity[i] > 0) || i > 0 && (rate[i] <= rate[i - 1] || capacity[i] > capacity[i - 1])) {
                    throw new IllegalArgumentException("capacity: A/g must rise, mAh/g must not; was " + Arrays.toString(all));
                }
            }
            return new RateCapacity(rate, capacity);
        }

        /// The same shape with another size.
        RateCapacity times(double factor) {
            return new RateCapacity(amperePerGram, Arrays.stream(ahPerGram).map(c -> c * factor).toArray());
        }

        /// The shape over A/cm² and Ah/cm², the first point at no current.
        double[][] perCm2(double gramPerCm2) {
            int n = amperePerGram.length;
            double[] density = new double[n + 1];
            double[] capacity = new double[n + 1];
            double slope = (ahPerGram[1] - ahPerGram[0]) / (amperePerGram[1] - amperePerGram[0]);
            capacity[0] = (ahPerGram[0] - slope * amperePerGram[0]) * gramPerCm2;
            for (int i = 0; i < n; i++) {
                density[i + 1] = amperePerGram[i] * gramPerCm2;
                capacity[i + 1] = ahPerGram[i] * gramPerCm2;
            }
            return new double[][]{ density, capacity };
        }
    }

    /// U(x) = `start` - `slope` x - `step` tanh((x - `stepAt`) / `stepWidth`) - `tail` e^((x - 1) / `tailWidth`) + `head` e^(-x /
    /// `headWidth`) in V, x the depth of discharge. A plausible monotone shape, fitted to nothing.
    record EquilibriumCurve(double start, double slope, double step, double stepAt, double stepWidth, double tail, double tailWidth,
            double head, double headWidth) {

        double volt(double x) {
            double volt = start - slope * x - step * Kinetics.tanh((x - stepAt) / stepWidth);
            double toEnd = (x - 1) / tailWidth;
            if (toEnd > -40) {
                volt -= tail * Math.exp(toEnd);
            }
            double fromStart = x / headWidth;
            return fromStart < 40 ? volt + head * Math.exp(-fromStart) : volt;
        }
    }
}
