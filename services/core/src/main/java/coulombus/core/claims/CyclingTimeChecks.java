package coulombus.core.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import coulombus.core.cell.CellKind;

import static coulombus.core.claims.Figure.*;

/// Hours, cycles and cumulative charge against current density and areal capacity. Holds where the protocol sets the charge of each
/// half-cycle, so for symmetric and plating cells; a full cell's cycles shorten as it fades, so there `cycle_time_h` must be stated.
final class CyclingTimeChecks implements ExperimentCheck {
    private static final String SOURCE = "a half-cycle of the charge Q at the current density j lasts Q/j";
    /// A cell that fails within a cycle has finished one less, and it may be counted either way.
    private static final double COUNTED_EITHER_WAY = 1;

    @Override
    public List<CheckedClaim> of(Experiment e) {
        List<CheckedClaim> checked = new ArrayList<>();
        cycleTime(e).ifPresent(checked::add);
        hoursAndCycles(e, SOFT_SHORT_AFTER_H, SOFT_SHORT_AFTER_CYCLES).ifPresent(checked::add);
        hoursAndCycles(e, SHORT_AFTER_H, SHORT_AFTER_CYCLES).ifPresent(checked::add);
        if (e.states(DURATION_H)) {
            hoursAndCycles(e, DURATION_H, CYCLES).ifPresent(checked::add);
        } else if (!e.states(SHORT_AFTER_CYCLES)) {
            hoursAndCycles(e, SHORT_AFTER_H, CYCLES).ifPresent(checked::add);
        }
        cumulativePlated(e).ifPresent(checked::add);
        return checked;
    }

    private static Optional<CheckedClaim> cycleTime(Experiment e) {
        if (!e.states(CYCLE_TIME_H) || !computesCycleTime(e)) {
            return Optional.empty();
        }
        Interval computed = computedCycleTimeHour(e);
        Verdict verdict = Verdict.of(e.stated(CYCLE_TIME_H), computed);
        return Optional.of(FigureCheck.judged("cycle-time", e, CYCLE_TIME_H, computed, verdict, "cycle_time_h = " + cycleFormula(e), SOURCE,
                Sentences.of(FigureCheck.stated(e, List.of(CURRENT_DENSITY_MA_PER_CM2, AREAL_CAPACITY_MAH_PER_CM2)),
                        e.described(CYCLE_TIME_H), computed, "h", verdict)));
    }

    private static Optional<CheckedClaim> hoursAndCycles(Experiment e, Figure hours, Figure cycles) {
        if (!e.states(hours) || !e.states(cycles)) {
            return Optional.empty();
        }
        String name = "hours-and-cycles";
        String formula = cycles.key() + " = " + hours.key() + " / "
                + (e.states(CYCLE_TIME_H) ? "cycle_time_h" : "(" + cycleFormula(e) + ")");
        if (!e.states(CYCLE_TIME_H) && !computesCycleTime(e)) {
            return Optional.of(FigureCheck.notChecked(name, e, cycles, missing(e), formula, SOURCE));
        }
        Interval cycleTimeHour = e.interval(CYCLE_TIME_H).orElseGet(() -> computedCycleTimeHour(e));
        Interval computed = e.stated(hours).over(cycleTimeHour);
        Interval reported = e.stated(cycles);
        Verdict verdict = Verdict.of(reported.widenedBy(COUNTED_EITHER_WAY), computed);
        List<Figure> from = e.states(CYCLE_TIME_H)
                ? List.of(hours, CYCLE_TIME_H)
                : List.of(hours, CURRENT_DENSITY_MA_PER_CM2, AREAL_CAPACITY_MAH_PER_CM2);
        String sentence = Sentences.of(FigureCheck.stated(e, from), e.described(cycles), computed, "cycles",
                verdict);
        if (verdict instanceof Verdict.Mismatch) {
            sentence += " " + e.words(cycles) + " would take " + Sentences.withUnit(reported.times(cycleTimeHour), "h") + ".";
        }
        return Optional.of(FigureCheck.judged(name, e, cycles, computed, verdict, formula, SOURCE, sentence));
    }

    private static Optional<CheckedClaim> cumulativePlated(Experiment e) {
        Figure figure = CUMULATIVE_PLATED_CAPACITY_AH_PER_CM2;
        if (!e.states(figure)) {
            return Optional.empty();
        }
        String name = "cumulative-plated-capacity";
        String source = "plating takes half of the cycling time; the charge of stripping is not counted again";
        Figure hours = e.states(DURATION_H) || !e.states(SHORT_AFTER_H) ? DURATION_H : SHORT_AFTER_H;
        boolean byCycles = e.states(CYCLES) && e.states(AREAL_CAPACITY_MAH_PER_CM2)
                && !(e.states(hours) && e.states(CURRENT_DENSITY_MA_PER_CM2));
        String formula = figure.key() + " = "
                + (byCycles ? "cycles * areal_capacity_mah_per_cm2 / 1000" : "current_density_ma_per_cm2 * " + hours.key() + " / 2 / 1000");
        List<Figure> inputs = byCycles ? List.of(CYCLES, AREAL_CAPACITY_MAH_PER_CM2) : List.of(CURRENT_DENSITY_MA_PER_CM2, hours);
        List<String> missing = inputs.stream().filter(f -> !e.states(f)).map(Figure::key).toList();
        if (!missing.isEmpty()) {
            return Optional.of(FigureCheck.notChecked(name, e, figure, missing, formula, source));
        }
        Interval product = e.stated(inputs.get(0)).times(e.stated(inputs.get(1))).times(1e-3);
        Interval computed = byCycles ? product : product.times(0.5);
        Interval bothDirections = computed.times(2);
        Interval reported = e.stated(figure);
        Verdict verdict = Verdict.of(reported, computed);
        boolean fitsBoth = verdict instanceof Verdict.Mismatch && reported.meets(bothDirections);
        verdict = fitsBoth ? new Verdict.Edge() : verdict;
        String from = FigureCheck.stated(e, inputs);
        String sentence = Sentences.of(from, e.described(figure), computed, figure.unit(), verdict);
        if (fitsBoth) {
            sentence = Sentences.capitalised(from) + " give " + Sentences.withUnit(computed, figure.unit()) + " plated; the printed "
                    + e.words(figure)
                    + " counts plating and stripping both.";
        } else if (verdict instanceof Verdict.Mismatch) {
            sentence += " Counting both directions would give " + Sentences.withUnit(bothDirections, figure.unit()) + ".";
            if (!byCycles) {
                Interval needed = reported.times(2000).over(e.stated(CURRENT_DENSITY_MA_PER_CM2));
                sentence += " It would need " + Sentences.withUnit(needed, "h") + ", or " + Sentences.withUnit(needed.times(0.5), "h")
                        + " counting both directions.";
            }
        }
        return Optional.of(FigureCheck.judged(name, e, figure, computed, verdict, formula, source, sentence));
    }

    private static boolean computesCycleTime(Experiment e) {
        return setsTheCharge(e) && e.states(CURRENT_DENSITY_MA_PER_CM2) && e.states(AREAL_CAPACITY_MAH_PER_CM2);
    }

    private static boolean setsTheCharge(Experiment e) {
        return e.cell() != CellKind.FULL && e.cell() != CellKind.INSERTION_HALF;
    }

    private static List<String> missing(Experiment e) {
        return setsTheCharge(e)
                ? List.of(CURRENT_DENSITY_MA_PER_CM2, AREAL_CAPACITY_MAH_PER_CM2).stream().filter(f -> !e.states(f)).map(Figure::key)
                        .toList()
                : List.of(CYCLE_TIME_H.key());
    }

    private static Interval computedCycleTimeHour(Experiment e) {
        Interval halfCycleHour = e.stated(AREAL_CAPACITY_MAH_PER_CM2).over(e.stated(CURRENT_DENSITY_MA_PER_CM2));
        return stripsLess(e)
                ? halfCycleHour.times(e.stated(COULOMBIC_EFFICIENCY_PERCENT).times(0.01).plus(1))
                : halfCycleHour.times(2);
    }

    private static String cycleFormula(Experiment e) {
        String halves = stripsLess(e) ? "(1 + coulombic_efficiency_percent / 100)" : "2";
        return halves + " * areal_capacity_mah_per_cm2 / current_density_ma_per_cm2";
    }

    /// Stripping to a voltage ends when what can be got back is gone.
    private static boolean stripsLess(Experiment e) {
        return e.cell() == CellKind.PLATING && e.states(COULOMBIC_EFFICIENCY_PERCENT);
    }
}
