package coulombus.runtime.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.UUID;

import org.apache.avro.Schema;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunFacts;
import coulombus.schemas.RunEnded;
import coulombus.schemas.RunStarted;
import coulombus.schemas.SchemaCatalog;

/// Reads and writes the three kinds of records on the topic measurements. [#kindOf(byte[])] tells them apart by the fingerprint of
/// their schema; [#runId(byte[])] looks at the run without reading the rest.
///
/// Safe for any thread. A batch is read into the caller's own [MeasurementBatch], which is used again and again.
public final class MeasurementCodec {
    /// Most measurements in one batch: bounds what a reader allocates, and keeps the largest batch below Kafka's usual 1 MB.
    public static final int LARGEST_BATCH = 10_000;

    static final int RUN_ID_SIZE = 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final String BATCH_NAME = coulombus.schemas.MeasurementBatch.getClassSchema().getFullName();
    private static final long BATCH = SchemaCatalog.fingerprintOf(coulombus.schemas.MeasurementBatch.getClassSchema());

    private final SchemaCatalog catalog;
    private final RunStartedCodec started;
    private final RunEndedCodec ended;

    public MeasurementCodec() {
        this(SchemaCatalog.bundled());
    }

    MeasurementCodec(SchemaCatalog catalog) {
        this.catalog = catalog;
        this.started = new RunStartedCodec(catalog);
        this.ended = new RunEndedCodec(catalog);
    }

    /// What a record on the topic measurements is.
    public enum Kind {
        STARTED, BATCH, ENDED
    }

    /// What the record is, from its first ten bytes.
    public Kind kindOf(byte[] bytes) throws UnreadableRecordException {
        long fingerprint = SingleObject.fingerprintOf(bytes);
        if (fingerprint == BATCH) {
            return Kind.BATCH;
        }
        Schema writer = SingleObject.writerOf(fingerprint, catalog);
        if (writer.getFullName().equals(RunStarted.getClassSchema().getFullName())) {
            return Kind.STARTED;
        }
        if (writer.getFullName().equals(RunEnded.getClassSchema().getFullName())) {
            return Kind.ENDED;
        }
        if (writer.getFullName().equals(BATCH_NAME)) {
            return Kind.BATCH;
        }
        throw new UnreadableRecordException("a " + writer.getName() + " does not belong on the topic measurements");
    }

    /// The run a record belongs to, whichever of the three it is.
    public UUID runId(byte[] bytes) throws UnreadableRecordException {
        SingleObject.fingerprintOf(bytes);
        if (bytes.length < SingleObject.HEADER_SIZE + RUN_ID_SIZE) {
            throw new UnreadableRecordException("truncated: the record breaks off inside its run id, at byte " + bytes.length);
        }
        return new UUID((long) LONG.get(bytes, SingleObject.HEADER_SIZE), (long) LONG.get(bytes, SingleObject.HEADER_SIZE + Long.BYTES));
    }

    /// Measurements `from` to `to` (exclusive) of `batch`.
    ///
    /// @throws IllegalArgumentException where that is none, or more than [#LARGEST_BATCH]
    public byte[] encodeBatch(UUID runId, MeasurementBatch batch, int from, int to) {
        Objects.checkFromToIndex(from, to, batch.size());
        if (from == to || to - from > LARGEST_BATCH) {
            throw new IllegalArgumentException("a batch holds 1 to " + LARGEST_BATCH + " measurements; was " + (to - from));
        }
        return BatchEncoder.encode(BATCH, runId, batch, from, to);
    }

    /// Empties `into` and fills it. After a failure its content means nothing and it is empty.
    public void decodeBatch(byte[] bytes, MeasurementBatch into) throws UnreadableRecordException {
        long fingerprint = SingleObject.fingerprintOf(bytes);
        boolean read = false;
        try {
            if (fingerprint == BATCH) {
                BatchDecoder.decodeCurrent(bytes, into);
            } else {
                BatchDecoder.decodeOlder(bytes, olderBatch(fingerprint), into);
            }
            read = true;
        } finally {
            if (!read) {
                into.clear(0);
            }
        }
    }

    public byte[] encodeStarted(RunFacts facts) {
        return started.encode(facts);
    }

    public RunFacts decodeStarted(byte[] bytes) throws UnreadableRecordException {
        return started.decode(bytes);
    }

    public byte[] encodeEnded(RunEnding ending) {
        return ended.encode(ending);
    }

    public RunEnding decodeEnded(byte[] bytes) throws UnreadableRecordException {
        return ended.decode(bytes);
    }

    private Schema olderBatch(long fingerprint) throws UnreadableRecordException {
        Schema writer = SingleObject.writerOf(fingerprint, catalog);
        if (!writer.getFullName().equals(BATCH_NAME)) {
            throw new UnreadableRecordException("a " + writer.getName() + " where a MeasurementBatch was expected");
        }
        return writer;
    }
}
