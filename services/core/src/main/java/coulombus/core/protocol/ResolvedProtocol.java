package coulombus.core.protocol;

import java.util.List;
import java.util.Objects;

import coulombus.core.cell.CellFacts;
import coulombus.core.run.ProtocolFacts;

/// A [CyclingProtocol] for one cell: all currents in A, charges in Ah, voltages in V, times in s. Steps keep their places, so an index means
/// the same in both.
///
/// @param protocol what it was made from
/// @param cell     the cell it was made for
/// @param steps    as many as the protocol's
/// @param safety   for the whole test
public record ResolvedProtocol(CyclingProtocol protocol, CellFacts cell, List<ResolvedStep> steps, ResolvedSafetyLimits safety) {

    public ResolvedProtocol {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(safety, "safety");
        steps = List.copyOf(steps);
    }

    /// Resolves every quantity.
    ///
    /// @throws UnknownNormaliserException where a quantity is stated per area, mass or nominal capacity and that is not known of the cell
    public static ResolvedProtocol of(CyclingProtocol protocol, CellFacts cell) {
        return new ProtocolResolver(protocol, cell).resolve();
    }

    public String name() {
        return protocol.name();
    }

    /// The rule that holds while the step at `index` runs.
    public RecordingRule recordingOf(int index) {
        return protocol.recordingOf(index);
    }

    /// What a run of this protocol is known to do, for the analysis of its measurements.
    public ProtocolFacts facts() {
        return PlannedHalfCycles.of(this).facts();
    }
}
