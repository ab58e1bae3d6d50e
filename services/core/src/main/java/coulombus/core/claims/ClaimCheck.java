package coulombus.core.claims;

import java.util.ArrayList;
import java.util.List;

/// Checks reported figures of a test against each other, by interval arithmetic on the digits printed. Pure: the same figures give the
/// same answer.
///
/// A figure that others give within its own rounding is consistent; one that only the rounding of the others can explain is an edge, and
/// no error; where no values within the printed digits agree it is a mismatch. `docs/reference/check-claims.md` lists every check.
///
/// Our own results are checked the same way: an [Experiment] with figures made by [ReportedFigure#computed].
///
/// @param checked every check that had something to say, in the order of the experiments, comparisons last
public record ClaimCheck(List<CheckedClaim> checked) {
    private static final List<ExperimentCheck> CHECKS = checks();

    public ClaimCheck { checked = List.copyOf(checked); }

    public static ClaimCheck of(ReportedClaims claims) {
        List<CheckedClaim> checked = new ArrayList<>();
        for (Experiment experiment : claims.experiments()) {
            for (ExperimentCheck check : CHECKS) {
                checked.addAll(check.of(experiment));
            }
        }
        for (Comparison comparison : claims.comparisons()) {
            checked.add(ComparisonCheck.of(comparison, claims));
        }
        return new ClaimCheck(checked);
    }

    /// One test on its own.
    public static ClaimCheck of(Experiment experiment) {
        return of(new ReportedClaims("", List.of(experiment), List.of()));
    }

    public List<CheckedClaim> mismatches() {
        return checked.stream().filter(c -> c.verdict() instanceof Verdict.Mismatch).toList();
    }

    private static List<ExperimentCheck> checks() {
        List<ExperimentCheck> checks = new ArrayList<>();
        checks.add(new CyclingTimeChecks());
        checks.addAll(FigureChecks.ALL);
        checks.add(new CapacityChecks());
        checks.add(new CautionChecks());
        return List.copyOf(checks);
    }
}
