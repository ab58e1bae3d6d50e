package coulombus.core.protocol;

import java.util.Optional;

import coulombus.core.cell.CellFacts;

/// A charge as a person states it: absolute, or per something of the cell. Always greater than 0, finite.
public sealed interface ChargeQuantity {
    /// @param capacityAh charge in Ah
    record Absolute(double capacityAh) implements ChargeQuantity {
        public Absolute { requirePositive(capacityAh, "Ah"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.empty();
        }

        @Override
        public double ampereHour(CellFacts cell) {
            return capacityAh;
        }
    }

    /// @param capacityAhPerCm2 charge per electrode area in Ah/cm²
    record Areal(double capacityAhPerCm2) implements ChargeQuantity {
        public Areal { requirePositive(capacityAhPerCm2, "Ah/cm2"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.of(Normaliser.AREA);
        }

        @Override
        public double ampereHour(CellFacts cell) {
            return capacityAhPerCm2 * Normaliser.AREA.of(cell);
        }
    }

    /// @param capacityAhPerGram charge per active mass in Ah/g
    record Specific(double capacityAhPerGram) implements ChargeQuantity {
        public Specific { requirePositive(capacityAhPerGram, "Ah/g"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.of(Normaliser.ACTIVE_MASS);
        }

        @Override
        public double ampereHour(CellFacts cell) {
            return capacityAhPerGram * Normaliser.ACTIVE_MASS.of(cell);
        }
    }

    /// What the charge is stated per; empty where it is absolute.
    Optional<Normaliser> normaliser();

    /// The number in its own unit, for comparing quantities stated in the same way.
    default double amount() {
        return switch (this) {
            case Absolute absolute -> absolute.capacityAh();
            case Areal areal -> areal.capacityAhPerCm2();
            case Specific specific -> specific.capacityAhPerGram();
        };
    }

    /// The charge in Ah for this cell; NaN where the normaliser is not known.
    double ampereHour(CellFacts cell);

    private static void requirePositive(double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be greater than 0; was " + value + " " + unit);
        }
    }
}
