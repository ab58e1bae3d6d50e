package coulombus.runtime.codec;

import coulombus.core.run.RunEnd;
import coulombus.schemas.RunEndName;
import coulombus.schemas.RunEnded;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// The last record of a run's story.
final class RunEndedCodec implements RecordCodec<RunEnding> {
    private final AvroRecordFormat<RunEnded> format;

    RunEndedCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, RunEnded.class);
    }

    @Override
    public byte[] encode(RunEnding ending) {
        return format.encode(new RunEnded(runId(ending.runId()), same(RunEndName.class, ending.why()), ending.lastSeq()));
    }

    @Override
    public RunEnding decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new RunEnding(uuid(a.getRunId()), same(RunEnd.class, a.getReason()), a.getLastSeq()));
    }
}
