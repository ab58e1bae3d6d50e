package coulombus.fleetapi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.book.ExpectedEnd;
import coulombus.core.book.Experiment;
import coulombus.core.experiment.CellRun;
import coulombus.core.scheduling.WaitingExperiment;

import static coulombus.fleetapi.FacilityJson.orNull;

/// Writes experiments as JSON.
final class ExperimentJson {
    private ExperimentJson() {}

    /// As in lists.
    ///
    /// @param waiting why it waits, empty where it does not or that is not known
    static JsonObject experiment(Experiment experiment, Optional<WaitingExperiment> waiting, double nowUnixSecond) {
        double likely = Double.NaN;
        double latest = Double.NaN;
        for (CellRun run : experiment.runs()) {
            if (!Double.isNaN(run.startedUnixSecond())) {
                ExpectedEnd end = ExpectedEnd.of(experiment.needs(), run, nowUnixSecond);
                likely = Double.isNaN(likely) ? end.likelyUnixSecond() : Math.max(likely, end.likelyUnixSecond());
                latest = Double.isNaN(latest) ? end.latestUnixSecond() : Math.max(latest, end.latestUnixSecond());
            }
        }
        return new JsonObject().put("experiment_id", experiment.experimentId()).put("title", experiment.spec().title())
                .put("group", experiment.spec().group())
                .put("priority", experiment.move().priority().orElse(experiment.spec().priority()).name())
                .put("state", experiment.state().name())
                .put("cells", new JsonArray(experiment.runs().stream().map(ExperimentJson::run).toList()))
                .put("submitted_by", experiment.submittedBy()).put("submitted_unix_second", experiment.submittedUnixSecond())
                .put("queue_position", waiting.map(WaitingExperiment::queuePosition).orElse(null))
                .put("why_waiting", waiting.map(WaitingExperiment::why).orElse(null))
                .put("earliest_start_unix_second", waiting.map(one -> orNull(one.earliestStartUnixSecond())).orElse(null))
                .put("likely_start_unix_second", waiting.map(one -> orNull(one.likelyStartUnixSecond())).orElse(null))
                .put("started_unix_second", orNull(experiment.startedUnixSecond())).put("expected_end_p50_unix_second", orNull(likely))
                .put("expected_end_p90_unix_second", orNull(latest))
                .put("deadline_unix_second", orNull(experiment.spec().deadlineUnixSecond()))
                .put("degraded", experiment.isDegraded());
    }

    /// With its protocol, and how many channels each thing it asks for leaves.
    static JsonObject whole(Experiment experiment, Optional<WaitingExperiment> waiting, double nowUnixSecond) {
        return experiment(experiment, waiting, nowUnixSecond).put("cause", waiting.map(one -> one.cause().name()).orElse(null))
                .put("counts", waiting.map(ExperimentJson::counts).orElse(new JsonArray()))
                .put("min_replicates", experiment.spec().minReplicates()).put("protocol", experiment.spec().protocolText())
                .put("expected_duration_p50_second", orNull(experiment.needs().p50Second()))
                .put("expected_duration_p90_second", orNull(experiment.needs().p90Second()))
                .put("requirements", new JsonArray(experiment.spec().placement().require().stream().map(one -> one.inWords()).toList()))
                .put("starts_together", experiment.spec().placement().startTogether())
                .put("moved_to_position",
                        experiment.move().position().isPresent() ? experiment.move().position().getAsInt() : null);
    }

    static JsonArray counts(WaitingExperiment waiting) {
        return new JsonArray(waiting.counts().stream()
                .map(count -> new JsonObject().put("what", count.what()).put("suitable", count.suitable()).put("left", count.left()))
                .toList());
    }

    static JsonObject run(CellRun run) {
        return new JsonObject().put("cell_id", run.cellId()).put("channel_id", run.channelId().orElse(null))
                .put("run_id", run.runId().map(UUID::toString).orElse(null)).put("state", run.state().word().toUpperCase(Locale.ROOT))
                .put("why", FacilityJson.why(run.state())).put("started_unix_second", orNull(run.startedUnixSecond()))
                .put("ended_unix_second", orNull(run.endedUnixSecond()));
    }

    /// What a dry run says.
    ///
    /// @param problems why it would be refused; empty where it would not
    static JsonObject tried(List<JsonObject> placements, Optional<WaitingExperiment> waiting, double startUnixSecond,
            List<String> problems) {
        return new JsonObject().put("placements", new JsonArray(placements))
                .put("earliest_start_unix_second", orNull(waiting.map(WaitingExperiment::earliestStartUnixSecond).orElse(startUnixSecond)))
                .put("likely_start_unix_second", orNull(waiting.map(WaitingExperiment::likelyStartUnixSecond).orElse(startUnixSecond)))
                .put("why", waiting.map(WaitingExperiment::why).orElse(""))
                .put("counts", waiting.map(ExperimentJson::counts).orElse(new JsonArray()))
                .put("problems", new JsonArray(problems));
    }
}
