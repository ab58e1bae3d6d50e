package coulombus.runtime.codec;

import java.util.Optional;

import coulombus.core.run.RunEnd;
import coulombus.schemas.RunEndName;
import coulombus.schemas.RunStateName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;

/// Views of runs on the topic runs.
public final class RunViewCodec implements RecordCodec<RunView> {
    private final AvroRecordFormat<coulombus.schemas.RunView> format;

    public RunViewCodec() {
        this(SchemaCatalog.bundled());
    }

    RunViewCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.RunView.class);
    }

    @Override
    public byte[] encode(RunView view) {
        return format.encode(new coulombus.schemas.RunView(runId(view.facts().runId()), RunStartedCodec.startedOf(view.facts()),
                view.isRunning() ? RunStateName.RUNNING : RunStateName.ENDED,
                view.ended().map(why -> same(RunEndName.class, why)).orElse(null), view.lastSeq(), orNull(view.lastTestTimeSecond())));
    }

    @Override
    public RunView decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new RunView(RunStartedCodec.factsOf(a.getFacts()), endOf(a), a.getLastSeq(),
                orNaN(a.getLastTestTimeSecond())));
    }

    private static Optional<RunEnd> endOf(coulombus.schemas.RunView a) {
        return switch (a.getState()) {
            case RUNNING -> Optional.empty();
            case ENDED -> Optional.of(same(RunEnd.class, a.getReason()));
            case UNKNOWN -> throw new IllegalArgumentException("a state of a run this release does not know");
        };
    }
}
