package coulombus.fleetapi;

import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.ChannelRequest;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OperatingState;

/// Writes requests, decisions, agents and what channels report as JSON.
final class ControlJson {
    private ControlJson() {}

    /// A request and where it stands: WAITING, GRANTED, REFUSED or RELEASED.
    static JsonObject asked(UUID requestId, ControlView.Asked asked) {
        JsonObject json = new JsonObject().put("request_id", requestId.toString());
        asked.request().ifPresent(request -> json.put("channel_id", request.channelId()).put("kind", kind(request))
                .put("requested_by", request.requestedBy()));
        if (asked.decision().isEmpty()) {
            return json.put("state", "WAITING");
        }
        Decision decision = asked.decision().get();
        json.put("channel_id", decision.channelId()).put("requested_by", decision.requestedBy());
        return switch (decision.outcome()) {
            case Outcome.Granted(var desired) -> json.put("state", "GRANTED").put("token", desired.token())
                    .put("generation", desired.generation())
                    .put("run_id", desired.desired() instanceof Desired.Run(var order) ? order.runId().toString() : null);
            case Outcome.Refused(String why) -> json.put("state", "REFUSED").put("why", why);
            case Outcome.Released released -> json.put("state", "RELEASED").put("token", released.token());
        };
    }

    static String kind(ChannelRequest request) {
        return switch (request.asked()) {
            case ChannelRequest.Asked.Start start -> "START";
            case ChannelRequest.Asked.Stop stop -> "STOP";
        };
    }

    /// What the channel's agent says of it.
    static JsonObject reported(ChannelReported reported) {
        JsonObject json = new JsonObject().put("agent_id", reported.agentId()).put("token", reported.token())
                .put("observed_generation", reported.observedGeneration()).put("output_off", reported.outputOff())
                .put("answer", reported.answer().name()).put("detail", reported.detail());
        return switch (reported.state()) {
            case OperatingState.Unknown unknown -> json.put("operating_state", "UNKNOWN");
            case OperatingState.Idle idle -> json.put("operating_state", "IDLE");
            case OperatingState.Starting starting -> json.put("operating_state", "STARTING");
            case OperatingState.Running running -> json.put("operating_state", "RUNNING");
            case OperatingState.Paused paused -> json.put("operating_state", "PAUSED");
            case OperatingState.Stopping stopping -> json.put("operating_state", "STOPPING");
            case OperatingState.Tripped tripped -> json.put("operating_state", "TRIPPED").put("cause", tripped.cause());
            case OperatingState.Quarantined doubt -> json.put("operating_state", "QUARANTINED").put("cause", doubt.why());
        };
    }

    static JsonObject agent(AgentReported agent, Instant now) {
        JsonArray cyclers = new JsonArray();
        agent.cyclers().forEach(cycler -> cyclers.add(new JsonObject().put("name", cycler.name()).put("driver", cycler.driver())
                .put("mode", cycler.control() ? "CONTROL" : "OBSERVE").put("channel_count", cycler.channels())
                .put("connected", cycler.connected()).put("detail", cycler.detail())));
        return new JsonObject().put("agent_id", agent.agentId()).put("incarnation", agent.incarnation().toString())
                .put("version", agent.version()).put("beat", agent.beat())
                .put("age_second", Math.max(0, now.toEpochMilli() / 1000.0 - agent.unixTimeSecond()))
                .put("spool_byte_count", agent.spoolBytes()).put("spool_unacknowledged_count", agent.spoolUnacknowledged())
                .put("cyclers", cyclers);
    }
}
