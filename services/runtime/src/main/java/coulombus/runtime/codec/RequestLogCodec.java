package coulombus.runtime.codec;

import coulombus.core.assignment.ChannelRequest;
import coulombus.core.book.FacilityRequest;
import coulombus.schemas.SchemaCatalog;

/// Every request to the scheduler, told apart by the fingerprint of its schema.
public final class RequestLogCodec {
    private static final String FACILITY = coulombus.schemas.FacilityRequest.getClassSchema().getFullName();

    private final ChannelRequestCodec channels = new ChannelRequestCodec();
    private final FacilityRequestCodec facility = new FacilityRequestCodec();

    /// A request.
    public sealed interface Entry {
        /// Start or stop one channel.
        record OfChannel(ChannelRequest request) implements Entry {}

        /// About the facility, its cells and its experiments.
        record OfFacility(FacilityRequest request) implements Entry {}
    }

    public byte[] encode(Entry entry) {
        return switch (entry) {
            case Entry.OfChannel(ChannelRequest request) -> channels.encode(request);
            case Entry.OfFacility(FacilityRequest request) -> facility.encode(request);
        };
    }

    /// @throws UnreadableRecordException where the bytes are no request
    public Entry decode(byte[] bytes) throws UnreadableRecordException {
        boolean isOfFacility = SingleObject.writerOf(SingleObject.fingerprintOf(bytes), SchemaCatalog.bundled()).getFullName()
                .equals(FACILITY);
        return isOfFacility ? new Entry.OfFacility(facility.decode(bytes)) : new Entry.OfChannel(channels.decode(bytes));
    }
}
