package coulombus.core.claims;

import java.util.Objects;
import java.util.Optional;

/// One check with what came of it.
///
/// @param check    name of the check, such as `hours-and-cycles`
/// @param subject  the experiment, or the words of the claim that compares
/// @param figure   name of the figure that was checked, such as `short_after_cycles`
/// @param unit     of both values, empty for pure ratios
/// @param reported what is reported, empty where nothing is (a caution)
/// @param computed what the other figures give, or the most that they allow; empty where it could not be computed
/// @param verdict  what follows
/// @param formula  how it was computed, in the names of the figures
/// @param source   where the formula comes from
/// @param sentence the same for a person
public record CheckedClaim(String check, String subject, String figure, String unit, Optional<Interval> reported,
        Optional<Interval> computed,
        Verdict verdict, String formula, String source, String sentence) {
    public CheckedClaim {
        Objects.requireNonNull(reported, "reported");
        Objects.requireNonNull(computed, "computed");
        Objects.requireNonNull(verdict, "verdict");
    }
}
