package coulombus.core.claims;

import java.util.List;

/// What a check says of a reported figure.
public sealed interface Verdict {
    /// The other figures give what is printed.
    record Consistent() implements Verdict {}

    /// The other figures, as printed, give another value; but rounding, or another reading of the words, can explain it. No error.
    record Edge() implements Verdict {}

    /// No values within the printed digits agree.
    ///
    /// @param relativeDifferenceFraction (reported - computed) / computed, such as -0.142; infinite where 0 was computed
    record Mismatch(double relativeDifferenceFraction) implements Verdict {}

    /// Nothing contradicts, but the field warns of the conditions of the test.
    record Caution() implements Verdict {}

    /// The check needs what is not stated.
    ///
    /// @param missing what that is, not empty
    record NotChecked(List<String> missing) implements Verdict {
        public NotChecked {
            missing = List.copyOf(missing);
            if (missing.isEmpty()) {
                throw new IllegalArgumentException("missing: must name what is not stated; was empty");
            }
        }
    }

    /// Compares a reported figure with the one that others give.
    static Verdict of(Interval reported, Interval computed) {
        if (reported.holds(computed.value())) {
            return new Consistent();
        }
        if (reported.meets(computed)) {
            // Bounds alone can never give the printed value, only fail to exclude it.
            return computed.isBounded() ? new Edge() : new Consistent();
        }
        return new Mismatch((reported.value() - computed.value()) / Math.abs(computed.value()));
    }

    /// Compares a reported figure with the most that it can be.
    static Verdict ofLimit(Interval reported, Interval limit) {
        if (reported.value() <= limit.value() || !limit.isBounded() && reported.low() <= limit.high()) {
            return new Consistent();
        }
        if (reported.low() <= limit.high()) {
            return new Edge();
        }
        return new Mismatch((reported.value() - limit.value()) / Math.abs(limit.value()));
    }
}
