package coulombus.runtime.codec;

import coulombus.core.assignment.Decision;
import coulombus.core.book.FacilityDecision;
import coulombus.schemas.SchemaCatalog;

/// Every entry of the scheduler's log, told apart by the fingerprint of its schema.
public final class DecisionLogCodec {
    private static final String FACILITY = coulombus.schemas.FacilityDecision.getClassSchema().getFullName();

    private final DecisionCodec assignments = new DecisionCodec();
    private final FacilityDecisionCodec facility = new FacilityDecisionCodec();

    /// An entry of the log.
    public sealed interface Entry {
        /// About what one channel is told.
        record OfAssignment(Decision decision) implements Entry {}

        /// About the facility, its cells and its experiments.
        record OfFacility(FacilityDecision decision) implements Entry {}
    }

    public byte[] encode(Entry entry) {
        return switch (entry) {
            case Entry.OfAssignment(Decision decision) -> assignments.encode(decision);
            case Entry.OfFacility(FacilityDecision decision) -> facility.encode(decision);
        };
    }

    /// @throws UnreadableRecordException where the bytes are no entry of the log
    public Entry decode(byte[] bytes) throws UnreadableRecordException {
        boolean isOfFacility = SingleObject.writerOf(SingleObject.fingerprintOf(bytes), SchemaCatalog.bundled()).getFullName()
                .equals(FACILITY);
        return isOfFacility ? new Entry.OfFacility(facility.decode(bytes)) : new Entry.OfAssignment(assignments.decode(bytes));
    }
}
