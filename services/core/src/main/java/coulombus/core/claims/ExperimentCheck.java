package coulombus.core.claims;

import java.util.List;

/// Looks at the figures of one experiment. Pure; says nothing where what it looks at is not stated.
@FunctionalInterface
interface ExperimentCheck {
    List<CheckedClaim> of(Experiment experiment);
}
