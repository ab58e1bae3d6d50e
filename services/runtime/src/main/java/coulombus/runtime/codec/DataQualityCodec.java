package coulombus.runtime.codec;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.schemas.DataQualityKindName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// Events about the data, on the topic data-quality.
public final class DataQualityCodec implements RecordCodec<ForRun<DataQuality>> {
    private final AvroRecordFormat<coulombus.schemas.DataQuality> format;

    public DataQualityCodec() {
        this(SchemaCatalog.bundled());
    }

    DataQualityCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.DataQuality.class);
    }

    @Override
    public byte[] encode(ForRun<DataQuality> record) {
        DataQuality value = record.value();
        return format.encode(new coulombus.schemas.DataQuality(runId(record.runId()),
                same(DataQualityKindName.class, value.kind()),
                value.count(),
                value.firstSeq(),
                value.detail()));
    }

    @Override
    public ForRun<DataQuality> decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ForRun<>(uuid(a.getRunId()), new DataQuality(same(DataQualityKind.class, a.getKind()),
                a.getCount(),
                a.getFirstSeq(),
                a.getDetail())));
    }
}
