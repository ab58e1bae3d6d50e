package coulombus.core.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Where the replicates of an experiment may run.
///
/// @param require         what must hold of every channel, beside what the protocol itself asks for
/// @param prefer          what is better to hold
/// @param spread          how far apart replicates must be
/// @param startTogether   true where all replicates start at once or none does
/// @param sharedResources ids of shared resources of which every replicate holds one while it runs
public record Placement(List<Requirement> require, List<Preference> prefer, Optional<Spread> spread, boolean startTogether,
        Set<String> sharedResources) {
    /// No wish at all.
    public static final Placement ANYWHERE = new Placement(List.of(), List.of(), Optional.empty(), false, Set.of());

    /// @param what   that is better to hold
    /// @param weightRatio how much, greater than 0, unit 1; beside those of the other preferences
    public record Preference(Requirement what, double weightRatio) {
        public Preference {
            Objects.requireNonNull(what, "what");
            if (!(weightRatio > 0) || Double.isInfinite(weightRatio)) {
                throw new IllegalArgumentException("prefer.weight: must be greater than 0; was " + weightRatio);
            }
        }
    }

    /// @param over what no two replicates shall share
    /// @param hard true where they must not; false where it is only better
    public record Spread(Over over, boolean hard) {
        public Spread { Objects.requireNonNull(over, "over"); }

        /// What replicates are kept apart over.
        public enum Over {
            CYCLER, RACK, CHAMBER
        }
    }

    public Placement {
        require = List.copyOf(require);
        prefer = List.copyOf(prefer);
        sharedResources = Set.copyOf(sharedResources);
        Objects.requireNonNull(spread, "spread");
    }
}
