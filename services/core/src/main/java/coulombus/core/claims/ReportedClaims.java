package coulombus.core.claims;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What one source reports: its experiments, and what it says of one against another.
///
/// @param title       what the source is, empty where not stated
/// @param experiments with different names, at least one experiment or one comparison in all
/// @param comparisons claims that compare
public record ReportedClaims(String title, List<Experiment> experiments, List<Comparison> comparisons) {
    public ReportedClaims {
        Objects.requireNonNull(title, "title");
        experiments = List.copyOf(experiments);
        comparisons = List.copyOf(comparisons);
        if (experiments.isEmpty() && comparisons.isEmpty()) {
            throw new IllegalArgumentException("experiments: must hold at least one; was empty");
        }
        Set<String> names = new HashSet<>();
        for (Experiment experiment : experiments) {
            if (!names.add(experiment.name())) {
                throw new IllegalArgumentException("experiments." + experiment.name() + ": must be named once; was named twice");
            }
        }
        for (Comparison comparison : comparisons) {
            if (comparison.operands() instanceof Comparison.OfExperiments named
                    && !(names.contains(named.of()) && names.contains(named.than()))) {
                throw new IllegalArgumentException("comparisons: must name experiments of the same source; was '"
                        + (names.contains(named.of()) ? named.than() : named.of()) + "'");
            }
        }
    }

    Optional<Experiment> experiment(String name) {
        return experiments.stream().filter(e -> e.name().equals(name)).findFirst();
    }
}
