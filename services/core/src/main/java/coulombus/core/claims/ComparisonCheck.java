package coulombus.core.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import coulombus.core.claims.Comparison.OfExperiments;
import coulombus.core.claims.Comparison.OfValues;
import coulombus.core.claims.Comparison.Relation;

import static coulombus.core.claims.Figure.NUCLEATION_OVERPOTENTIAL_MV;
import static coulombus.core.claims.Figure.TEMPERATURE_C;

/// Checks "63 % higher" and its like, and says where another reading of the words gives the number.
final class ComparisonCheck {
    /// k / e
    private static final double MILLIVOLT_PER_KELVIN = 1.380649e-23 / 1.602176634e-19 * 1e3;
    private static final double ZERO_CELSIUS_KELVIN = 273.15;
    private static final Interval ROOM_TEMPERATURE_CELSIUS = Interval.exactly(25);

    private ComparisonCheck() {}

    /// What is compared, found.
    private record Operand(String name, String words, Interval interval) {}

    static CheckedClaim of(Comparison comparison, ReportedClaims claims) {
        return switch (comparison.operands()) {
            case OfValues printed -> judged(comparison, new Operand("value", printed.value().printed(), printed.value().interval()),
                    new Operand("base", printed.base().printed(), printed.base().interval()), "", ROOM_TEMPERATURE_CELSIUS);
            case OfExperiments named -> ofExperiments(comparison, named, claims);
        };
    }

    private static CheckedClaim ofExperiments(Comparison comparison, OfExperiments named, ReportedClaims claims) {
        Experiment of = claims.experiment(named.of()).orElseThrow();
        Experiment than = claims.experiment(named.than()).orElseThrow();
        List<String> missing = new ArrayList<>();
        for (Experiment experiment : List.of(of, than)) {
            if (!experiment.states(named.figure())) {
                missing.add(named.figure().key() + " of " + experiment.name());
            }
        }
        if (!comparison.relation().isOfOverpotentials() && missing.isEmpty() && than.stated(named.figure()).value() == 0) {
            missing.add(named.figure().key() + " of " + than.name() + " other than 0");
        }
        if (!missing.isEmpty()) {
            String claimed = claimed(comparison);
            return new CheckedClaim(name(comparison), subject(comparison), comparison.relation().key(), comparison.relation().unit(),
                    Optional.of(comparison.claimed().interval()), Optional.empty(), new Verdict.NotChecked(missing),
                    formula(comparison.relation()), source(comparison.relation()),
                    Sentences.notChecked("claim of " + claimed, missing));
        }
        return judged(comparison, operand(of, named.figure()), operand(than, named.figure()), Sentences.inWords(named.figure().key()) + " ",
                of.interval(TEMPERATURE_C).or(() -> than.interval(TEMPERATURE_C)).orElse(ROOM_TEMPERATURE_CELSIUS));
    }

    private static Operand operand(Experiment experiment, Figure figure) {
        return new Operand(experiment.name(), experiment.words(figure), experiment.stated(figure));
    }

    private static CheckedClaim judged(Comparison comparison, Operand value, Operand base, String quantity, Interval temperatureCelsius) {
        Relation relation = comparison.relation();
        Interval claimed = comparison.claimed().interval();
        Interval ratio = relation.isOfOverpotentials()
                ? base.interval().minus(value.interval()).over(temperatureCelsius.plus(ZERO_CELSIUS_KELVIN).times(MILLIVOLT_PER_KELVIN))
                        .exp()
                : value.interval().over(base.interval());
        Interval computed = fromRatio(relation, ratio);
        Verdict verdict = Verdict.of(claimed, computed);
        String from = quantity + value.words() + " (" + value.name() + ") against " + base.words() + " (" + base.name() + ")";
        String sentence;
        String otherReading = verdict instanceof Verdict.Mismatch ? otherReading(relation, claimed, ratio) : "";
        if (relation == Relation.TIMES && verdict instanceof Verdict.Mismatch && claimed.meets(ratio.plus(-1))) {
            verdict = new Verdict.Edge();
            sentence = Sentences.capitalised(from) + " is a factor of " + Digits.inASentence(ratio.value()) + "; " + claimed(comparison)
                    + " fits only as a difference, in multiples of the smaller.";
        } else {
            sentence = sentence(from, comparison, computed, verdict) + otherReading;
        }
        return new CheckedClaim(name(comparison), subject(comparison), relation.key(), relation.unit(), Optional.of(claimed),
                Optional.of(computed), verdict, formula(relation), source(relation), sentence);
    }

    private static Interval fromRatio(Relation relation, Interval ratio) {
        return switch (relation) {
            case TIMES, NUCLEI_TIMES -> ratio;
            case HIGHER_PERCENT, MORE_NUCLEI_PERCENT -> ratio.plus(-1).times(100);
            case LOWER_PERCENT -> ratio.times(-1).plus(1).times(100);
        };
    }

    private static String sentence(String from, Comparison comparison, Interval computed, Verdict verdict) {
        String unit = comparison.relation().unit();
        String is = Sentences.capitalised(from) + " is " + switch (comparison.relation()) {
            case TIMES -> "a factor of " + Digits.inASentence(computed.value());
            case HIGHER_PERCENT -> Sentences.withUnit(computed, unit) + " higher";
            case LOWER_PERCENT -> Sentences.withUnit(computed, unit) + " lower";
            case NUCLEI_TIMES -> "a factor of " + Digits.inASentence(computed.value()) + " in nuclei";
            case MORE_NUCLEI_PERCENT -> Sentences.withUnit(computed, unit) + " more nuclei";
        };
        String claimed = claimed(comparison);
        return switch (verdict) {
            case Verdict.Consistent c -> is + ", as claimed.";
            case Verdict.Edge e -> is + ", not " + claimed + " as claimed, but what the printed digits leave open can explain it.";
            case Verdict.Mismatch m -> is + ", but " + claimed + " is claimed.";
            case Verdict.Caution c -> is + ".";
            case Verdict.NotChecked n -> Sentences.notChecked("claim of " + claimed, n.missing());
        };
    }

    /// What the author may have computed instead, where that gives the number claimed.
    private static String otherReading(Relation relation, Interval claimed, Interval ratio) {
        Interval inverse = Interval.exactly(1).over(ratio);
        return switch (relation) {
            case LOWER_PERCENT -> claimed.meets(inverse.plus(-1).times(100))
                    ? " The base is inverted: the difference over the smaller value is " + Digits.inASentence(100 * (inverse.value() - 1))
                            + " %."
                    : "";
            case HIGHER_PERCENT -> claimed.meets(inverse.times(-1).plus(1).times(100))
                    ? " The base is inverted: the difference over the larger value is " + Digits.inASentence(100 * (1 - inverse.value()))
                            + " %."
                    : "";
            case TIMES, NUCLEI_TIMES ->
                claimed.meets(inverse)
                        ? " The ratio is inverted: the other way round it is " + Digits.inASentence(inverse.value()) + "."
                        : "";
            case MORE_NUCLEI_PERCENT -> "";
        };
    }

    private static String claimed(Comparison comparison) {
        String number = comparison.claimed().printed();
        return switch (comparison.relation()) {
            case TIMES, NUCLEI_TIMES -> "a factor of " + number;
            case HIGHER_PERCENT, LOWER_PERCENT, MORE_NUCLEI_PERCENT -> Sentences.withUnit(number, "%");
        };
    }

    private static String name(Comparison comparison) {
        return comparison.relation().isOfOverpotentials() ? "nucleation-ratio" : "comparison";
    }

    private static String subject(Comparison comparison) {
        if (!comparison.claim().isEmpty()) {
            return comparison.claim();
        }
        return switch (comparison.operands()) {
            case OfExperiments named -> named.of() + " against " + named.than();
            case OfValues printed -> printed.value().printed() + " against " + printed.base().printed();
        };
    }

    private static String formula(Relation relation) {
        return switch (relation) {
            case TIMES -> "times = value / base";
            case HIGHER_PERCENT -> "higher_percent = 100 * (value - base) / base";
            case LOWER_PERCENT -> "lower_percent = 100 * (base - value) / base";
            case NUCLEI_TIMES -> "nuclei_times = exp((base - value) / (k T / e)), overpotentials in mV, k T / e = 25.69 mV at 25 C";
            case MORE_NUCLEI_PERCENT ->
                "more_nuclei_percent = 100 * (exp((base - value) / (k T / e)) - 1), overpotentials in mV, k T / e = 25.69 mV at 25 C";
        };
    }

    private static String source(Relation relation) {
        return relation.isOfOverpotentials()
                ? "J = A exp(-(dG + eta e) / kT) of Wen et al., Small 2025, 10.1002/smll.202501242, with "
                        + NUCLEATION_OVERPOTENTIAL_MV.key()
                        + " as eta; classical nucleation has the opposite sign"
                : "definition of the words";
    }
}
