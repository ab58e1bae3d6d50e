package coulombus.core.assignment;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.cell.Source;

/// The agent's word for a channel, after the effect and with what the device says; the latest on the topic channel-reported counts.
///
/// @param channelId          the channel
/// @param agentId            whose word it is
/// @param incarnation        of the agent's process; an older incarnation's word is void
/// @param source             a real or a simulated cycler
/// @param token              highest token stored, 0 where none
/// @param observedGeneration generation of that token that was acted on, 0 where none
/// @param state              what the channel does
/// @param answer             what became of the last word
/// @param detail             the answer in words, may be empty
/// @param outputOff          true where the device was read and carries no current: the evidence that ends an assignment
/// @param lastRunId          the run that is or was last on the channel
/// @param lastSeq            number of the last measurement taken into the spool, 0 where none
/// @param voltageVolt        last voltage, or NaN
/// @param currentAmpere      last current, positive charges, or NaN
/// @param unixTimeSecond     when the device was read, in s since 1970 by the agent's clock; for showing, never for order
public record ChannelReported(String channelId, String agentId, UUID incarnation, Source source, long token, long observedGeneration,
        OperatingState state, OrderAnswer answer, String detail, boolean outputOff, Optional<UUID> lastRunId, long lastSeq,
        double voltageVolt, double currentAmpere, double unixTimeSecond) {
    public ChannelReported {
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(agentId, "agentId");
        Objects.requireNonNull(incarnation, "incarnation");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(lastRunId, "lastRunId");
    }
}
