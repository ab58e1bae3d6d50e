package coulombus.fleetapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.book.ExpectedEnd;
import coulombus.core.book.Experiment;
import coulombus.core.experiment.CellRun;
import coulombus.core.facility.Closure;
import coulombus.core.scheduling.SchedulingResult.Reservation;
import coulombus.fleetapi.access.Scope;

/// Channels over time: what ran, runs and is planned on each, and how their hours were used.
final class PlanRoutes {
    private static final double DAY_SECOND = 86_400;
    private static final double HOUR_SECOND = 3600;

    private final FacilityView view;
    private final FleetView fleet;
    private final PlannedQueue queue;

    PlanRoutes(FacilityView view, FleetView fleet, PlannedQueue queue) {
        this.view = view;
        this.fleet = fleet;
        this.queue = queue;
    }

    List<ApiRoutes.Route> table() {
        return List.of(new ApiRoutes.Route(HttpMethod.GET, "/timeline", Set.of("from", "to"), Scope.READ, this::timeline),
                new ApiRoutes.Route(HttpMethod.GET, "/utilisation", Set.of("from", "to", "format"), Scope.READ, this::utilisation));
    }

    private record Window(double from, double to) {
        static Window of(RequestParameters parameters, double usualFrom, double usualTo) {
            double from = parameters.number("from");
            double to = parameters.number("to");
            Window window = new Window(Double.isNaN(from) ? usualFrom : from, Double.isNaN(to) ? usualTo : to);
            if (!(window.from < window.to)) {
                throw ApiProblem.badRequest("Must lie before 'to'.", window.from + " >= " + window.to, "query.from");
            }
            return window;
        }

        boolean meets(double begin, double end) {
            return begin <= to && end >= from;
        }
    }

    private void timeline(RoutingContext request, RequestParameters parameters) {
        double now = view.nowUnixSecond();
        Window window = Window.of(parameters, now - 7 * DAY_SECOND, now + 30 * DAY_SECOND);
        queue.then(request, plan -> {
            Map<String, JsonArray> bars = new TreeMap<>(ChannelOrder.NATURAL);
            Map<String, JsonArray> closures = new TreeMap<>(ChannelOrder.NATURAL);
            double saved = view.read(book -> {
                book.facility().ifPresent(facility -> facility.channels().forEach(one -> bars.put(one.channelId(), new JsonArray())));
                double hours = 0;
                Set<String> known = new HashSet<>();
                for (Experiment experiment : book.experiments()) {
                    for (CellRun run : experiment.runs()) {
                        run.runId().ifPresent(id -> known.add(id.toString()));
                        hours += bar(experiment, run, window, now, bars);
                    }
                }
                plan.result().reservations().forEach(kept -> book.experiment(kept.experimentId())
                        .ifPresent(experiment -> reserved(experiment, kept, window, bars)));
                byHand(known, window, now, bars);
                book.closures().stream().filter(one -> window.meets(one.fromUnixSecond(), one.untilUnixSecond()))
                        .forEach(one -> closed(one, closures));
                return hours;
            });
            closures.keySet().forEach(channel -> bars.putIfAbsent(channel, new JsonArray()));
            JsonArray channels = new JsonArray();
            bars.forEach((channel, ofIt) -> channels.add(new JsonObject().put("channel_id", channel).put("bars", ofIt).put("closures",
                    closures.getOrDefault(channel, new JsonArray()))));
            ApiRoutes.json(request, new JsonObject().put("channels", channels).put("channel_hours_saved", saved));
        });
    }

    /// Puts a run's bar where it belongs. Answers the hours that a finding saved, 0 where none did.
    private double bar(Experiment experiment, CellRun run, Window window, double now, Map<String, JsonArray> bars) {
        if (run.channelId().isEmpty()) {
            return 0;
        }
        ExpectedEnd end = ExpectedEnd.of(experiment.needs(), run, now);
        double from = Double.isNaN(run.startedUnixSecond())
                ? run.state().isOver() ? run.endedUnixSecond() : now
                : run.startedUnixSecond();
        if (!window.meets(from, end.latestUnixSecond())) {
            return 0;
        }
        boolean freed = run.state().isOver() && run.runId().isPresent() && view.wasEndedByFinding(run.runId().get());
        bars.computeIfAbsent(run.channelId().get(), id -> new JsonArray())
                .add(bar(run.runId().map(UUID::toString).orElse(null), experiment.experimentId(), run.cellId(), from,
                        end.likelyUnixSecond(),
                        end.latestUnixSecond(), run.state().word().toUpperCase(Locale.ROOT), freed));
        return freed ? Math.max(0, run.startedUnixSecond() + experiment.needs().p50Second() - run.endedUnixSecond()) / HOUR_SECOND : 0;
    }

    private static void reserved(Experiment experiment, Reservation kept, Window window, Map<String, JsonArray> bars) {
        List<String> cells = experiment.waitingCellIds();
        double from = kept.notBeforeUnixSecond();
        if (!window.meets(from, from + experiment.needs().p90Second())) {
            return;
        }
        for (int i = 0; i < kept.channelIds().size(); i++) {
            bars.computeIfAbsent(kept.channelIds().get(i), id -> new JsonArray())
                    .add(bar(null, experiment.experimentId(), i < cells.size() ? cells.get(i) : null, from,
                            from + experiment.needs().p50Second(), from + experiment.needs().p90Second(), "RESERVED", false));
        }
    }

    /// Runs that belong to no experiment, as far as they are held.
    private void byHand(Set<String> known, Window window, double now, Map<String, JsonArray> bars) {
        for (RunSummary run : fleet.runs(null)) {
            boolean hasTimes = Double.isFinite(run.firstUnixTimeSecond()) && Double.isFinite(run.lastUnixTimeSecond());
            if (known.contains(run.runId().toString()) || !hasTimes) {
                continue;
            }
            double until = run.end().isPresent() ? run.lastUnixTimeSecond() : now;
            if (window.meets(run.firstUnixTimeSecond(), until)) {
                bars.computeIfAbsent(run.channelId(), id -> new JsonArray())
                        .add(bar(run.runId().toString(), null, run.facts().map(facts -> facts.cell().cellId()).orElse(null),
                                run.firstUnixTimeSecond(), until, until, run.end().map(Enum::name).orElse("RUNNING"), false));
            }
        }
    }

    private static JsonObject bar(String runId, String experimentId, String cellId, double from, double likely, double latest, String state,
            boolean freed) {
        return new JsonObject().put("run_id", runId).put("experiment_id", experimentId).put("cell_id", cellId).put("from_unix_second", from)
                .put("until_p50_unix_second", FacilityJson.orNull(likely)).put("until_p90_unix_second", FacilityJson.orNull(latest))
                .put("state", state).put("freed_by_finding", freed);
    }

    private static void closed(Closure closure, Map<String, JsonArray> closures) {
        closure.channelIds()
                .forEach(channel -> closures.computeIfAbsent(channel, id -> new JsonArray()).add(FacilityJson.closure(closure)));
    }

    private void utilisation(RoutingContext request, RequestParameters parameters) {
        double now = view.nowUnixSecond();
        Window window = Window.of(parameters, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        boolean csv = parameters.asksForCsv();
        List<ChannelHours.Used> months = view.hours(hours -> hours.until(now)).stream()
                .filter(one -> window.meets(begin(one),
                        one.month().plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() - 1))
                .toList();
        if (csv) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8");
            request.response().putHeader(HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"utilisation-" + Instant.ofEpochSecond((long) now).atZone(ZoneOffset.UTC).toLocalDate()
                            + ".csv\"");
            request.end(Buffer.buffer(CsvTable.of(rows(months))));
            return;
        }
        JsonArray told = new JsonArray();
        months.forEach(one -> told.add(json(one)));
        ApiRoutes.json(request, new JsonObject().put("months", told));
    }

    private static double begin(ChannelHours.Used used) {
        return used.month().atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static JsonObject json(ChannelHours.Used used) {
        JsonObject groups = new JsonObject();
        new TreeMap<>(used.groupHours()).forEach(groups::put);
        JsonObject waste = new JsonObject();
        used.wasteHours().forEach((how, hours) -> waste.put(how.name().toLowerCase(Locale.ROOT), hours));
        return new JsonObject().put("month", used.month().toString()).put("groups", groups).put("waste", waste)
                .put("in_service_channel_hours", used.inServiceHours()).put("utilisation", FacilityJson.orNull(used.utilisationRatio()));
    }

    /// One row for each figure, so that a spreadsheet can turn them as it likes.
    private static List<JsonObject> rows(List<ChannelHours.Used> months) {
        List<JsonObject> rows = new ArrayList<>();
        for (ChannelHours.Used used : months) {
            new TreeMap<>(used.groupHours()).forEach((group, hours) -> rows.add(row(used, "group", group, hours)));
            used.wasteHours().forEach((how, hours) -> rows.add(row(used, "waste", how.name().toLowerCase(Locale.ROOT), hours)));
            rows.add(row(used, "in_service", "", used.inServiceHours()));
        }
        return rows;
    }

    private static JsonObject row(ChannelHours.Used used, String kind, String name, double hours) {
        return new JsonObject().put("month", used.month().toString()).put("kind", kind).put("name", name).put("channel_hours", hours);
    }
}
