package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.comparison.SeriesSpread;
import coulombus.core.comparison.SurvivalCurve;
import coulombus.core.cycle.Cycle;
import coulombus.core.run.RunFacts;

/// Lays the cycles of several runs over a common axis and writes what comes of it. What a run cannot give it tells in words.
final class RunComparison {
    private static final int MOST_GRID_POINTS = 400;
    private static final int MOST_POINTS = 1_200;
    private static final double SECONDS_PER_HOUR = 3600;

    private final Question question;
    private final List<ComparedRun> runs;

    RunComparison(Question question, List<ComparedRun> runs) {
        this.question = question;
        this.runs = runs;
    }

    /// What is asked: which quantity over which axis, per cell or per area, and what counts as a short.
    record Question(Quantity quantity, Axis axis, Per per, Shorts shorts) {}

    /// A quantity of a cycle.
    enum Quantity {
        EFFICIENCY("coulombic_efficiency", "1"), POLARIZATION("polarization_half_volt", "V"), CAPACITY("capacity_ah",
                "Ah"), RETENTION("capacity_retention", "1");

        private final String title;
        private final String unit;

        Quantity(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        double of(Cycle cycle) {
            return switch (this) {
                case EFFICIENCY -> cycle.coulombicEfficiency().efficiency();
                case POLARIZATION -> cycle.polarizationHalfVolt();
                case CAPACITY -> cycle.dischargingCapacityAh();
                case RETENTION -> cycle.capacityRetentionFraction();
            };
        }

        /// May the value be judged, or is it only shown?
        boolean isJudged(Cycle cycle) {
            return this == EFFICIENCY ? cycle.coulombicEfficiency().valid() : cycle.complete();
        }

        String absence(ComparedRun run) {
            return switch (this) {
                case EFFICIENCY -> "no coulombic efficiency is defined for this kind of cell, or no cycle is complete yet";
                case POLARIZATION -> "no cycle with both plateaus yet";
                case CAPACITY -> "no cycle with a discharge yet";
                case RETENTION -> "no reference capacity yet";
            };
        }
    }

    /// What the runs are aligned by.
    enum Axis {
        CYCLE("cycle", "1"), HOUR("test_time_hour", "h"), PLATED_CHARGE("cumulative_plated_ah", "Ah");

        private final String title;
        private final String unit;

        Axis(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        double of(Cycle cycle) {
            return switch (this) {
                case CYCLE -> cycle.number();
                case HOUR -> cycle.endTestTimeSecond() / SECONDS_PER_HOUR;
                case PLATED_CHARGE -> cycle.cumulativePlatedAh();
            };
        }
    }

    /// Charges of the whole cell, or per area of its electrode.
    enum Per {
        CELL, AREA
    }

    /// Which shorts end a cell's life.
    enum Shorts {
        HARD, ANY
    }

    JsonObject json() {
        JsonArray told = new JsonArray();
        List<SeriesSpread.Series> judged = new ArrayList<>();
        List<SurvivalCurve.Watched> watched = new ArrayList<>();
        for (ComparedRun run : runs) {
            OptionalDouble shorted = run.shortedHour(question.shorts() == Shorts.ANY);
            watched.add(new SurvivalCurve.Watched(Math.max(0, shorted.orElse(run.watchedHour())) * SECONDS_PER_HOUR,
                    shorted.isPresent()));
            List<Point> points = points(run);
            JsonObject json = facts(run).put("shorted_test_time_hour", shorted.isPresent() ? shorted.getAsDouble() : null)
                    .put("watched_test_time_hour", run.watchedHour());
            told.add(columns(json, thinned(points)).put("absence", points.isEmpty() ? absence(run) : null));
            judged.add(series(points));
        }
        String per = question.per() == Per.AREA ? "/cm2" : "";
        return new JsonObject()
                .put("x", new JsonObject().put("name", question.axis().title)
                        .put("unit", question.axis().unit + (question.axis() == Axis.PLATED_CHARGE ? per : "")))
                .put("y", new JsonObject().put("name", question.quantity().title)
                        .put("unit", question.quantity().unit + (question.quantity() == Quantity.CAPACITY ? per : "")))
                .put("runs", told).put("spread", spread(SeriesSpread.of(judged, grid(judged)))).put("survival", survival(watched));
    }

    private record Point(double x, double y, boolean judged) {}

    private List<Point> points(ComparedRun run) {
        double x = question.per() == Per.AREA && question.axis() == Axis.PLATED_CHARGE ? run.areaCm2() : 1;
        double y = question.per() == Per.AREA && question.quantity() == Quantity.CAPACITY ? run.areaCm2() : 1;
        List<Point> points = new ArrayList<>();
        for (Cycle cycle : run.cycles()) {
            Point point = new Point(question.axis().of(cycle) / x, question.quantity().of(cycle) / y,
                    question.quantity().isJudged(cycle));
            boolean rises = points.isEmpty() || point.x() > points.get(points.size() - 1).x();
            if (Double.isFinite(point.x()) && Double.isFinite(point.y()) && rises) {
                points.add(point);
            }
        }
        return points;
    }

    private String absence(ComparedRun run) {
        boolean perArea = question.per() == Per.AREA
                && (question.axis() == Axis.PLATED_CHARGE || question.quantity() == Quantity.CAPACITY);
        if (perArea && !Double.isFinite(run.areaCm2())) {
            return "its electrode area is not stated";
        }
        boolean plates = run.cycles().stream().anyMatch(cycle -> Double.isFinite(cycle.cumulativePlatedAh()));
        if (question.axis() == Axis.PLATED_CHARGE && !plates) {
            return "no plated charge is counted for this kind of cell, or none yet";
        }
        return question.quantity().absence(run);
    }

    private static SeriesSpread.Series series(List<Point> points) {
        double[] x = points.stream().filter(Point::judged).mapToDouble(Point::x).toArray();
        double[] y = points.stream().filter(Point::judged).mapToDouble(Point::y).toArray();
        return new SeriesSpread.Series(x, y);
    }

    private double[] grid(List<SeriesSpread.Series> series) {
        double least = series.stream().flatMapToDouble(one -> Arrays.stream(one.x()).limit(1)).min().orElse(0);
        double greatest = series.stream().filter(one -> one.x().length > 0).mapToDouble(one -> one.x()[one.x().length - 1]).max()
                .orElse(0);
        double step = (greatest - least) / MOST_GRID_POINTS;
        if (question.axis() == Axis.CYCLE) {
            step = Math.max(1, Math.ceil(step));
        }
        if (step <= 0) {
            return new double[]{ least };
        }
        double[] grid = new double[(int) Math.floor((greatest - least) / step + 1e-9) + 1];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = i == grid.length - 1 && question.axis() != Axis.CYCLE ? greatest : least + i * step;
        }
        return grid;
    }

    /// At most so many points as can be seen: the least and the greatest of neighbours, never their mean.
    private static List<Point> thinned(List<Point> points) {
        if (points.size() <= MOST_POINTS) {
            return points;
        }
        List<Point> kept = new ArrayList<>();
        int width = (int) Math.ceil(points.size() / (MOST_POINTS / 2.0));
        for (int from = 0; from < points.size(); from += width) {
            List<Point> some = points.subList(from, Math.min(points.size(), from + width));
            Point least = some.get(0);
            Point greatest = some.get(0);
            for (Point point : some) {
                least = point.y() < least.y() ? point : least;
                greatest = point.y() > greatest.y() ? point : greatest;
            }
            kept.add(least.x() <= greatest.x() ? least : greatest);
            if (least != greatest) {
                kept.add(least.x() <= greatest.x() ? greatest : least);
            }
        }
        return kept;
    }

    private static JsonObject facts(ComparedRun run) {
        RunSummary summary = run.summary();
        JsonObject json = new JsonObject().put("run_id", summary.runId().toString()).put("channel_id", summary.channelId());
        json.put("cell_id", summary.facts().map(facts -> facts.cell().cellId()).orElse(""))
                .put("title", summary.facts().map(RunFacts::title).orElse(""))
                .put("cell_kind", summary.facts().map(facts -> facts.cell().kind().name()).orElse("UNKNOWN"))
                .put("source", summary.facts().map(facts -> facts.source().name()).orElse(null))
                .put("cell_state", summary.health().map(health -> health.state().name()).orElse(null))
                .put("ended", summary.end().isPresent()).put("cycle_count", summary.cycleCount());
        return json.put("area_cm2", finite(run.areaCm2()));
    }

    private static JsonObject columns(JsonObject json, List<Point> points) {
        JsonArray x = new JsonArray();
        JsonArray y = new JsonArray();
        JsonArray judged = new JsonArray();
        for (Point point : points) {
            x.add(point.x());
            y.add(point.y());
            judged.add(point.judged());
        }
        return json.put("x", x).put("y", y).put("judged", judged);
    }

    private static JsonObject spread(SeriesSpread spread) {
        JsonObject json = new JsonObject();
        List.of("x", "count", "mean", "standard_deviation", "least", "greatest").forEach(name -> json.put(name, new JsonArray()));
        for (SeriesSpread.Point point : spread.points()) {
            json.getJsonArray("x").add(point.x());
            json.getJsonArray("count").add(point.count());
            json.getJsonArray("mean").add(point.mean());
            json.getJsonArray("standard_deviation").add(finite(point.standardDeviation()));
            json.getJsonArray("least").add(point.least());
            json.getJsonArray("greatest").add(point.greatest());
        }
        return json;
    }

    private static JsonObject survival(List<SurvivalCurve.Watched> watched) {
        SurvivalCurve curve = SurvivalCurve.of(watched);
        JsonArray steps = new JsonArray();
        for (SurvivalCurve.Step step : curve.steps()) {
            steps.add(new JsonObject().put("test_time_hour", step.testTimeSecond() / SECONDS_PER_HOUR)
                    .put("at_risk_count", step.atRiskCount())
                    .put("event_count", step.eventCount()).put("survival_fraction", step.survivalFraction())
                    .put("low_fraction", finite(step.lowFraction())).put("high_fraction", finite(step.highFraction())));
        }
        JsonArray left = new JsonArray();
        watched.stream().filter(cell -> !cell.shorted()).forEach(cell -> left.add(cell.testTimeSecond() / SECONDS_PER_HOUR));
        return new JsonObject().put("cell_count", curve.cellCount()).put("event_count", curve.eventCount())
                .put("median_test_time_hour", finite(curve.medianSecond() / SECONDS_PER_HOUR)).put("steps", steps)
                .put("unshorted_test_time_hour", left)
                .put("estimator", "Kaplan-Meier").put("band", "95 % point by point, Greenwood on log(-log)");
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
