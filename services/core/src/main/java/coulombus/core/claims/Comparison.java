package coulombus.core.claims;

import java.util.Locale;
import java.util.Objects;

/// A claim that compares two values: "63 % higher", "lasts 5 times as long".
///
/// @param claim    the words of the source, empty where not quoted
/// @param operands what is compared
/// @param relation how
/// @param claimed  the number claimed
public record Comparison(String claim, Operands operands, Relation relation, ReportedFigure claimed) {

    /// Two values, of which the first is said to be more or less than the second.
    public sealed interface Operands {}

    /// A figure of two experiments of the same source.
    ///
    /// @param figure which figure
    /// @param of     name of the experiment that is said to have more or less
    /// @param than   name of the experiment that it is compared with
    public record OfExperiments(Figure figure, String of, String than) implements Operands {}

    /// Two printed values that belong to no figure known here.
    ///
    /// @param value what is said to be more or less
    /// @param base  what it is compared with
    public record OfValues(ReportedFigure value, ReportedFigure base) implements Operands {
        public OfValues {
            requirePositive("value", value);
            requirePositive("base", base);
        }

        private static void requirePositive(String name, ReportedFigure figure) {
            if (!(figure.interval().value() > 0)) {
                throw new IllegalArgumentException(name + ": must be greater than 0; was '" + figure.printed() + "'");
            }
        }
    }

    /// How two values are compared.
    public enum Relation {
        /// value / base
        TIMES("", false),
        /// (value - base) / base, in percent
        HIGHER_PERCENT("%", false),
        /// (base - value) / base, in percent
        LOWER_PERCENT("%", false),
        /// Ratio of nucleation rates that two nucleation overpotentials stand for.
        NUCLEI_TIMES("", true),
        /// The same as a difference in percent.
        MORE_NUCLEI_PERCENT("%", true);

        private final String unit;
        private final boolean ofOverpotentials;

        Relation(String unit, boolean ofOverpotentials) {
            this.unit = unit;
            this.ofOverpotentials = ofOverpotentials;
        }

        /// The name in a file, such as `higher_percent`.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String unit() {
            return unit;
        }

        /// Does it compare nucleation overpotentials and nothing else?
        public boolean isOfOverpotentials() {
            return ofOverpotentials;
        }
    }

    public Comparison {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(operands, "operands");
        Objects.requireNonNull(relation, "relation");
        Objects.requireNonNull(claimed, "claimed");
        if (claimed.interval().value() < 0) {
            throw new IllegalArgumentException(relation.key() + ": must not be negative; was '" + claimed.printed() + "'");
        }
        if (relation.isOfOverpotentials()
                && !(operands instanceof OfExperiments named && named.figure() == Figure.NUCLEATION_OVERPOTENTIAL_MV)) {
            throw new IllegalArgumentException(relation.key() + ": must compare " + Figure.NUCLEATION_OVERPOTENTIAL_MV.key()
                    + " of two experiments");
        }
    }
}
