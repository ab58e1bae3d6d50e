package coulombus.core.claims;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Checks one reported figure against what others give, by one or more routes. Where no route has all its figures, the one that lacks
/// the fewest says what is missing; where no route has any, there is nothing to say.
///
/// @param name   of the check
/// @param figure what is checked
/// @param routes ways to compute it
record FigureCheck(String name, Figure figure, List<Route> routes) implements ExperimentCheck {

    /// One way to compute a figure.
    ///
    /// @param formula in the names of the figures
    /// @param source  where it comes from
    /// @param inputs  figures it needs
    /// @param compute from an experiment that states all of them
    record Route(String formula, String source, List<Figure> inputs, Function<Experiment, Interval> compute) {
        List<Figure> missing(Experiment experiment) {
            return inputs.stream().filter(input -> !experiment.states(input)).toList();
        }
    }

    static FigureCheck of(String name, Figure figure, Route... routes) {
        return new FigureCheck(name, figure, Arrays.asList(routes));
    }

    @Override
    public List<CheckedClaim> of(Experiment experiment) {
        if (!experiment.states(figure)) {
            return List.of();
        }
        List<CheckedClaim> checked = new ArrayList<>();
        Route nearest = null;
        for (Route route : routes) {
            List<Figure> missing = route.missing(experiment);
            if (missing.isEmpty()) {
                checked.add(judged(experiment, route));
            } else if (missing.size() < route.inputs().size()
                    && (nearest == null || missing.size() < nearest.missing(experiment).size())) {
                nearest = route;
            }
        }
        if (checked.isEmpty() && nearest != null) {
            checked.add(notChecked(name, experiment, figure, nearest.missing(experiment).stream().map(Figure::key).toList(),
                    nearest.formula(), nearest.source()));
        }
        return checked;
    }

    private CheckedClaim judged(Experiment experiment, Route route) {
        Interval computed = route.compute().apply(experiment);
        Verdict verdict = Verdict.of(experiment.stated(figure), computed);
        String from = stated(experiment, route.inputs());
        return judged(name, experiment, figure, computed, verdict, route.formula(), route.source(),
                Sentences.of(from, experiment.described(figure), computed, figure.unit(), verdict));
    }

    static CheckedClaim judged(String name, Experiment experiment, Figure figure, Interval computed, Verdict verdict, String formula,
            String source, String sentence) {
        return new CheckedClaim(name, experiment.name(), figure.key(), figure.unit(), experiment.interval(figure), Optional.of(computed),
                verdict, formula, source, sentence);
    }

    static CheckedClaim notChecked(String name, Experiment experiment, Figure figure, List<String> missing, String formula, String source) {
        return new CheckedClaim(name, experiment.name(), figure.key(), figure.unit(), experiment.interval(figure), Optional.empty(),
                new Verdict.NotChecked(missing), formula, source,
                Sentences.notChecked(experiment.described(figure), missing));
    }

    /// The figures as printed, one after the other.
    static String stated(Experiment experiment, List<Figure> figures) {
        return Sentences.and(figures.stream().map(f -> Sentences.inWords(f.key()) + " " + experiment.words(f)).toList());
    }
}
