package coulombus.core.run;

import java.util.Objects;
import java.util.UUID;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.Source;
import coulombus.core.measurement.InstrumentFacts;

/// What is known of a run before its first measurement.
///
/// @param runId       given at the start by the scheduler or agent, or derived from the content of replayed files
/// @param channelId   the channel it runs on
/// @param source      real or simulated
/// @param cell        the cell
/// @param instrument  how the channel measures
/// @param protocol    what is planned
/// @param title       for showing: file names or the protocol's name
public record RunFacts(UUID runId, String channelId, Source source, CellFacts cell, InstrumentFacts instrument, ProtocolFacts protocol,
        String title) {

    public RunFacts {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(channelId, "channelId");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(title, "title");
    }
}
