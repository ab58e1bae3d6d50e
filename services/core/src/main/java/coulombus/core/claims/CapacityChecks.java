package coulombus.core.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import coulombus.core.cell.CellKind;
import coulombus.core.claims.Experiment.RateStep;

import static coulombus.core.claims.Figure.*;

/// Capacities against Faraday's law, efficiency against retention, and the rate test against what is said of it.
final class CapacityChecks implements ExperimentCheck {
    private static final String RATE_SOURCE = "definition of the figure";

    @Override
    public List<CheckedClaim> of(Experiment e) {
        List<CheckedClaim> checked = new ArrayList<>();
        withinTheory(e).ifPresent(checked::add);
        efficiencyAndRetention(e).ifPresent(checked::add);
        recovery(e).ifPresent(checked::add);
        rateRetention(e).ifPresent(checked::add);
        return checked;
    }

    /// The largest capacity reported may not exceed what Faraday's law allows for the electrons stated, or for one where none are.
    private static Optional<CheckedClaim> withinTheory(Experiment e) {
        Optional<Largest> found = largest(e);
        if (found.isEmpty() || !e.states(MOLAR_MASS_G_PER_MOL)) {
            return Optional.empty();
        }
        Largest largest = found.get();
        Interval limit = FigureChecks.faradayMahPerG(e.interval(ELECTRONS_PER_FORMULA).orElse(Interval.exactly(1)),
                e.stated(MOLAR_MASS_G_PER_MOL));
        Interval reported = largest.capacity().interval();
        Verdict verdict = Verdict.ofLimit(reported, limit);
        String electrons = e.states(ELECTRONS_PER_FORMULA) ? e.words(ELECTRONS_PER_FORMULA) : "one electron";
        String sentence = "A molar mass of " + e.words(MOLAR_MASS_G_PER_MOL) + " allows " + Sentences.withUnit(limit, "mAh/g") + " with "
                + electrons + " per formula unit; the largest capacity reported is "
                + Sentences.withUnit(largest.capacity().printed(), "mAh/g");
        sentence += switch (verdict) {
            case Verdict.Mismatch m -> ", which takes " + Digits.inASentence(reported.times(3.6 / FigureChecks.FARADAY_COULOMB_PER_MOL)
                    .times(e.stated(MOLAR_MASS_G_PER_MOL)).value()) + " electrons. "
                    + (e.states(ELECTRONS_PER_FORMULA)
                            ? "Check the active mass."
                            : "State electrons_per_formula if more than one is meant, and check the active mass.");
            default -> ".";
        };
        return Optional
                .of(new CheckedClaim("theoretical-limit", e.name(), largest.name(), "mAh/g", Optional.of(reported), Optional.of(limit),
                        verdict, "capacity <= n * F / (3.6 * molar_mass_g_per_mol), n = " + (e.states(ELECTRONS_PER_FORMULA)
                                ? "electrons_per_formula"
                                : "1 as electrons_per_formula is not stated"),
                        FigureChecks.FARADAY, sentence));
    }

    private record Largest(String name, ReportedFigure capacity) {}

    private static Optional<Largest> largest(Experiment e) {
        Stream<Largest> figures = Stream.of(INITIAL_CAPACITY_MAH_PER_G, FINAL_CAPACITY_MAH_PER_G, DISCHARGE_CAPACITY_MAH_PER_G)
                .filter(e::states).map(f -> new Largest(f.key(), e.figures().get(f)));
        Stream<Largest> rates = e.rateTest().stream().map(s -> new Largest("rate_test.capacity_mah_per_g", s.capacity()));
        return Stream.concat(figures, rates).max(Comparator.comparingDouble(c -> c.capacity().interval().value()));
    }

    /// What does not come back in a cycle is gone, unless there is more than the cell needs: without a reserve, retention cannot exceed
    /// the efficiency to the power of the cycles; with the ratio N/P it cannot exceed what N/P leaves.
    private static Optional<CheckedClaim> efficiencyAndRetention(Experiment e) {
        Figure cycles = e.states(RETENTION_AFTER_CYCLES) ? RETENTION_AFTER_CYCLES : CYCLES;
        boolean cellThatFades = e.cell() == CellKind.FULL || e.cell() == CellKind.UNKNOWN;
        if (!cellThatFades || !e.states(COULOMBIC_EFFICIENCY_PERCENT) || !e.states(CAPACITY_RETENTION_PERCENT)) {
            return Optional.empty();
        }
        String name = "efficiency-and-retention";
        String source = "without a reserve each cycle keeps the coulombic efficiency's part of the charge";
        String formula = "capacity_retention_percent <= 100 * (coulombic_efficiency_percent / 100)^" + cycles.key();
        if (!e.states(cycles)) {
            return Optional.of(FigureCheck.notChecked(name, e, CAPACITY_RETENTION_PERCENT, List.of(cycles.key()), formula, source));
        }
        Interval efficiency = e.stated(COULOMBIC_EFFICIENCY_PERCENT).times(0.01);
        Interval power = efficiency.power(e.stated(cycles));
        Interval lost = efficiency.times(-1).plus(1).times(e.stated(cycles));
        Interval limit = power.times(100);
        boolean reserveStated = e.states(NEGATIVE_TO_POSITIVE_RATIO);
        if (reserveStated) {
            Interval left = e.stated(NEGATIVE_TO_POSITIVE_RATIO).minus(lost).times(100);
            limit = left.value() > limit.value() ? left : limit;
            formula += ", or 100 * (negative_to_positive_ratio - cycles * (1 - coulombic_efficiency_percent / 100)) where that is more";
        }
        Interval reported = e.stated(CAPACITY_RETENTION_PERCENT);
        Verdict verdict = Verdict.ofLimit(reported, limit);
        String sentence = "A coulombic efficiency of " + e.words(COULOMBIC_EFFICIENCY_PERCENT) + " over " + e.words(cycles) + " leaves "
                + Sentences.withUnit(limit, "%")
                + (reserveStated ? " with N/P " + e.words(NEGATIVE_TO_POSITIVE_RATIO) : " without a reserve")
                + "; " + e.words(CAPACITY_RETENTION_PERCENT) + " are reported";
        sentence += verdict instanceof Verdict.Mismatch
                ? ". It takes a reserve of " + Digits.inASentence(lost.value() + reported.value() / 100)
                        + " times the capacity: efficiency and"
                        + " retention do not speak of the same charge."
                : verdict instanceof Verdict.Edge ? ", which the rounding of the efficiency allows." : ".";
        return Optional.of(FigureCheck.judged(name, e, CAPACITY_RETENTION_PERCENT, limit, verdict, formula, source, sentence));
    }

    private static Optional<CheckedClaim> recovery(Experiment e) {
        if (!e.states(RATE_RECOVERY_PERCENT)) {
            return Optional.empty();
        }
        String name = "rate-recovery";
        String formula = "rate_recovery_percent = 100 * last capacity / first capacity of rate_test, both at the same current";
        if (e.rateTest().size() < 2) {
            return Optional.of(FigureCheck.notChecked(name, e, RATE_RECOVERY_PERCENT, List.of("rate_test"), formula, RATE_SOURCE));
        }
        RateStep first = e.rateTest().get(0);
        RateStep last = e.rateTest().get(e.rateTest().size() - 1);
        if (first.specificCurrent().interval().value() != last.specificCurrent().interval().value()) {
            return Optional
                    .of(FigureCheck.notChecked(name, e, RATE_RECOVERY_PERCENT, List.of("a last step of rate_test at the first current"),
                            formula, RATE_SOURCE));
        }
        return Optional.of(ratio(e, name, RATE_RECOVERY_PERCENT, last, first, formula));
    }

    private static Optional<CheckedClaim> rateRetention(Experiment e) {
        if (!e.states(RATE_RETENTION_PERCENT)) {
            return Optional.empty();
        }
        String name = "rate-retention";
        String formula = "rate_retention_percent = 100 * capacity at the highest current / first capacity of rate_test";
        if (e.rateTest().size() < 2) {
            return Optional.of(FigureCheck.notChecked(name, e, RATE_RETENTION_PERCENT, List.of("rate_test"), formula, RATE_SOURCE));
        }
        RateStep fastest = e.rateTest().stream().max(Comparator.comparingDouble(s -> s.specificCurrent().interval().value())).orElseThrow();
        return Optional.of(ratio(e, name, RATE_RETENTION_PERCENT, fastest, e.rateTest().get(0), formula));
    }

    private static CheckedClaim ratio(Experiment e, String name, Figure figure, RateStep above, RateStep below, String formula) {
        Interval computed = above.capacity().interval().over(below.capacity().interval()).times(100);
        Verdict verdict = Verdict.of(e.stated(figure), computed);
        String from = above.capacity().printed() + " and " + below.capacity().printed() + " mAh/g";
        return FigureCheck.judged(name, e, figure, computed, verdict, formula, RATE_SOURCE,
                Sentences.of(from, e.described(figure), computed, "%", verdict));
    }
}
