package coulombus.channelagent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.measurement.DataQuality;
import coulombus.runtime.codec.AgentReportedCodec;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.ForRun;
import coulombus.schemas.Topics;

/// Reports on their way to the broker: of each thing only the latest, and never more than one of it under way, so that a long silence of
/// the broker fills nothing. They overtake the backlog of measurements. Safe for any thread.
final class Outbox {
    private final Map<String, Report> waiting = new LinkedHashMap<>();
    private final Map<String, Report> underWay = new LinkedHashMap<>();
    private final ChannelReportedCodec channels = new ChannelReportedCodec();
    private final AgentReportedCodec agents = new AgentReportedCodec();
    private final DataQualityCodec dataQuality = new DataQualityCodec();

    /// A record to send.
    ///
    /// @param about what it is about: a later report about the same takes its place
    @SuppressWarnings("ArrayRecordComponent")
    record Report(String about, String topic, String key, byte[] value) {}

    void channel(ChannelReported reported) {
        put(new Report("channel " + reported.channelId(), Topics.CHANNEL_REPORTED.name(), reported.channelId(), channels.encode(reported)));
    }

    void agent(AgentReported reported) {
        put(new Report("agent", Topics.AGENTS.name(), reported.agentId(), agents.encode(reported)));
    }

    void dataQuality(String channelId, UUID runId, DataQuality found) {
        put(new Report("data " + runId + " " + found.kind(), Topics.DATA_QUALITY.name(), channelId,
                dataQuality.encode(new ForRun<>(runId, found))));
    }

    private synchronized void put(Report report) {
        waiting.put(report.about(), report);
    }

    /// Takes what may be sent now; it is under way until [#arrived] or [#failed].
    synchronized List<Report> take() {
        List<Report> taken = new ArrayList<>();
        waiting.values().removeIf(report -> {
            if (underWay.containsKey(report.about())) {
                return false;
            }
            underWay.put(report.about(), report);
            return taken.add(report);
        });
        return taken;
    }

    synchronized void arrived(Report report) {
        underWay.remove(report.about(), report);
    }

    /// It is sent again, unless there is something newer.
    synchronized void failed(Report report) {
        if (underWay.remove(report.about(), report)) {
            waiting.putIfAbsent(report.about(), report);
        }
    }

    synchronized int size() {
        return waiting.size() + underWay.size();
    }
}
