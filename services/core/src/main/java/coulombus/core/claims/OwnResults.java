package coulombus.core.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.Cycle;

import static coulombus.core.claims.Figure.*;

/// The results of a test of our own, put to the checks that a paper's figures are put to, before they leave the house. The figures are
/// computed, not printed: an efficiency stands for an interval of its resolution, the others for one of a thousandth.
public final class OwnResults {
    private static final double RELATIVE_RESOLUTION = 1e-3;
    private static final double SMALLEST_RESOLUTION_PERCENT = 1e-3;
    private static final double MILLI = 1e-3;
    private static final double PERCENT = 100;

    private OwnResults() {}

    /// What contradicts itself in one cycle, as sentences; empty where its figures agree.
    ///
    /// @param before the cycle before it in the same run, where there is one
    public static String contradiction(CellFacts cell, Optional<Cycle> before, Cycle cycle) {
        List<CheckedClaim> wrong = new ArrayList<>(ClaimCheck.of(experiment(cell, cycle)).mismatches());
        before.ifPresent(b -> wrong.addAll(ClaimCheck.of(growth(cell, b, cycle)).mismatches()));
        return wrong.stream().map(CheckedClaim::sentence).collect(Collectors.joining(" "));
    }

    /// What can be said of each cycle of a run, in order: [#contradiction].
    public static List<String> contradictions(CellFacts cell, List<Cycle> cycles) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < cycles.size(); i++) {
            boolean follows = i > 0 && cycles.get(i - 1).number() == cycles.get(i).number() - 1;
            all.add(contradiction(cell, follows ? Optional.of(cycles.get(i - 1)) : Optional.empty(), cycles.get(i)));
        }
        return all;
    }

    /// Conditions of the test that the field warns of, such as a thick foil; of the last complete cycle.
    public static List<CheckedClaim> cautions(CellFacts cell, List<Cycle> cycles) {
        return cycles.stream().filter(Cycle::complete).reduce((a, b) -> b)
                .map(last -> ClaimCheck.of(experiment(cell, last)).checked().stream()
                        .filter(c -> c.verdict() instanceof Verdict.Caution).toList())
                .orElse(List.of());
    }

    private static Experiment experiment(CellFacts cell, Cycle cycle) {
        Experiment e = Experiment.named("cycle " + cycle.number(), cell.kind());
        double area = cell.areaCm2();
        CoulombicEfficiency efficiency = cycle.coulombicEfficiency();
        if (Double.isFinite(efficiency.efficiency())) {
            e = withEfficiency(e, cycle, efficiency);
        }
        e = with(e, FOIL_THICKNESS_UM, cell.zincFoilThicknessUm());
        e = with(e, NEGATIVE_TO_POSITIVE_RATIO, cycle.negativeToPositiveRatio());
        if (area > 0) {
            e = with(e, AREAL_CAPACITY_MAH_PER_CM2, cycle.dischargingCapacityAh() / MILLI / area);
            if (e.states(AREAL_CAPACITY_MAH_PER_CM2) && e.states(FOIL_THICKNESS_UM)) {
                e = with(e, DEPTH_OF_DISCHARGE_PERCENT, PERCENT * cycle.zincUtilizationFraction());
            }
        }
        return e;
    }

    /// Efficiency and the two charges it is the ratio of. A ratio needs neither area nor mass.
    private static Experiment withEfficiency(Experiment e, Cycle cycle, CoulombicEfficiency efficiency) {
        double percent = PERCENT * efficiency.efficiency();
        double resolution = Math.max(SMALLEST_RESOLUTION_PERCENT,
                efficiency.resolutionFraction() > 0 ? PERCENT * efficiency.resolutionFraction() : RELATIVE_RESOLUTION * percent);
        return switch (efficiency.definition()) {
            case STRIP_OVER_PLATE -> with(with(e, STRIPPED_CAPACITY_MAH_PER_CM2, cycle.chargingCapacityAh() / MILLI),
                    PLATED_CAPACITY_MAH_PER_CM2, cycle.dischargingCapacityAh() / MILLI)
                    .with(COULOMBIC_EFFICIENCY_PERCENT, ReportedFigure.computed(percent, resolution));
            case DISCHARGE_OVER_CHARGE_BEFORE -> with(with(e, DISCHARGE_CAPACITY_MAH_PER_G, cycle.dischargingCapacityAh() / MILLI),
                    CHARGE_CAPACITY_MAH_PER_G, cycle.chargingCapacityAh() / MILLI)
                    .with(COULOMBIC_EFFICIENCY_PERCENT, ReportedFigure.computed(percent, resolution));
            case SECOND_OVER_FIRST, NOT_DEFINED -> e;
        };
    }

    /// What a cycle adds to the charge plated so far must be what it plated; and two retentions over one reference have the ratio of their
    /// capacities.
    private static Experiment growth(CellFacts cell, Cycle before, Cycle cycle) {
        Experiment e = Experiment.named("cycles " + before.number() + " and " + cycle.number(), cell.kind());
        double plated = cycle.cumulativePlatedAh() - before.cumulativePlatedAh();
        if (cycle.complete() && before.complete() && plated > 0 && cycle.dischargingCapacityAh() > 0) {
            // Where a difference of large sums is taken, their digits count.
            double resolution = RELATIVE_RESOLUTION * cycle.dischargingCapacityAh() + 1e-12 * cycle.cumulativePlatedAh();
            e = e.with(CYCLES, ReportedFigure.computed(1, 0))
                    .with(AREAL_CAPACITY_MAH_PER_CM2,
                            ReportedFigure.computed(cycle.dischargingCapacityAh() / MILLI, resolution / MILLI))
                    .with(CUMULATIVE_PLATED_CAPACITY_AH_PER_CM2, ReportedFigure.computed(plated, resolution));
        }
        boolean retained = before.capacityRetentionFraction() > 0 && cycle.capacityRetentionFraction() > 0;
        if (cell.kind() == CellKind.FULL && retained) {
            e = with(with(with(e, INITIAL_CAPACITY_MAH_PER_G, before.dischargingCapacityAh() / MILLI), FINAL_CAPACITY_MAH_PER_G,
                    cycle.dischargingCapacityAh() / MILLI), CAPACITY_RETENTION_PERCENT,
                    PERCENT * cycle.capacityRetentionFraction() / before.capacityRetentionFraction());
        }
        return e;
    }

    private static Experiment with(Experiment e, Figure figure, double value) {
        return value > 0 && Double.isFinite(value) ? e.with(figure, ReportedFigure.computed(value, RELATIVE_RESOLUTION * value)) : e;
    }
}
