package coulombus.core.claims;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import coulombus.core.cell.CellKind;

/// What is reported of one test. Immutable.
///
/// @param name     how the source calls it
/// @param cell     kind of the cell, UNKNOWN where not stated
/// @param figures  the figures stated
/// @param rateTest steps of a rate test in order, empty without one
public record Experiment(String name, CellKind cell, Map<Figure, ReportedFigure> figures, List<RateStep> rateTest) {

    /// One current of a rate test.
    ///
    /// @param specificCurrent current, A/g
    /// @param capacity        capacity at it, mAh/g
    public record RateStep(ReportedFigure specificCurrent, ReportedFigure capacity) {
        public RateStep {
            Objects.requireNonNull(specificCurrent, "specificCurrent");
            Objects.requireNonNull(capacity, "capacity");
        }
    }

    public Experiment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cell, "cell");
        figures = Map.copyOf(figures);
        rateTest = List.copyOf(rateTest);
    }

    /// A test of which nothing is stated yet.
    public static Experiment named(String name, CellKind cell) {
        return new Experiment(name, cell, Map.of(), List.of());
    }

    /// The same with one figure more.
    public Experiment with(Figure figure, ReportedFigure stated) {
        Map<Figure, ReportedFigure> more = new EnumMap<>(Figure.class);
        more.putAll(figures);
        more.put(figure, stated);
        return new Experiment(name, cell, more, rateTest);
    }

    public boolean states(Figure figure) {
        return figures.containsKey(figure);
    }

    Optional<Interval> interval(Figure figure) {
        return Optional.ofNullable(figures.get(figure)).map(ReportedFigure::interval);
    }

    /// @throws IllegalStateException where the figure is not stated: ask first
    Interval stated(Figure figure) {
        return interval(figure).orElseThrow(() -> new IllegalStateException(figure.key() + " is not stated"));
    }

    /// The figure with its name, such as "capacity retention of 77.3 %".
    String described(Figure figure) {
        return figure.unit().equals("cycles")
                ? "cycle count of " + figures.get(figure).printed()
                : Sentences.inWords(figure.key()) + " of " + words(figure);
    }

    /// The figure as printed, with its unit.
    String words(Figure figure) {
        ReportedFigure stated = figures.get(figure);
        return Sentences.withUnit(stated.printed(), figure.unit());
    }
}
