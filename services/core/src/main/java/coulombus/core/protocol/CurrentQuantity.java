package coulombus.core.protocol;

import java.util.Optional;

import coulombus.core.cell.CellFacts;

/// A current as a person states it: absolute, or per something of the cell. Positive charges / strips, never 0, finite.
public sealed interface CurrentQuantity {
    /// @param currentAmpere current in A
    record Absolute(double currentAmpere) implements CurrentQuantity {
        public Absolute { requireCurrent(currentAmpere, "A"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.empty();
        }

        @Override
        public double ampere(CellFacts cell) {
            return currentAmpere;
        }
    }

    /// @param currentAmperePerCm2 current per electrode area in A/cm²
    record Areal(double currentAmperePerCm2) implements CurrentQuantity {
        public Areal { requireCurrent(currentAmperePerCm2, "A/cm2"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.of(Normaliser.AREA);
        }

        @Override
        public double ampere(CellFacts cell) {
            return currentAmperePerCm2 * Normaliser.AREA.of(cell);
        }
    }

    /// @param currentAmperePerGram current per active mass in A/g
    record Specific(double currentAmperePerGram) implements CurrentQuantity {
        public Specific { requireCurrent(currentAmperePerGram, "A/g"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.of(Normaliser.ACTIVE_MASS);
        }

        @Override
        public double ampere(CellFacts cell) {
            return currentAmperePerGram * Normaliser.ACTIVE_MASS.of(cell);
        }
    }

    /// @param ratePerHour current per nominal capacity in 1/h: C/5 is 0.2, D/2 is -0.5
    record CRate(double ratePerHour) implements CurrentQuantity {
        public CRate { requireCurrent(ratePerHour, "C"); }

        @Override
        public Optional<Normaliser> normaliser() {
            return Optional.of(Normaliser.NOMINAL_CAPACITY);
        }

        @Override
        public double ampere(CellFacts cell) {
            return ratePerHour * Normaliser.NOMINAL_CAPACITY.of(cell);
        }
    }

    /// What the current is stated per; empty where it is absolute.
    Optional<Normaliser> normaliser();

    /// The current in A for this cell; NaN where the normaliser is not known.
    double ampere(CellFacts cell);

    /// +1 charges / strips, -1 discharges / plates.
    default int sign() {
        return switch (this) {
            case Absolute absolute -> absolute.currentAmpere() > 0 ? 1 : -1;
            case Areal areal -> areal.currentAmperePerCm2() > 0 ? 1 : -1;
            case Specific specific -> specific.currentAmperePerGram() > 0 ? 1 : -1;
            case CRate rate -> rate.ratePerHour() > 0 ? 1 : -1;
        };
    }

    /// The same current in the other direction.
    default CurrentQuantity reversed() {
        return switch (this) {
            case Absolute absolute -> new Absolute(-absolute.currentAmpere());
            case Areal areal -> new Areal(-areal.currentAmperePerCm2());
            case Specific specific -> new Specific(-specific.currentAmperePerGram());
            case CRate rate -> new CRate(-rate.ratePerHour());
        };
    }

    private static void requireCurrent(double value, String unit) {
        if (!Double.isFinite(value) || value == 0) {
            throw new IllegalArgumentException("must be a current other than 0; was " + value + " " + unit);
        }
    }
}
