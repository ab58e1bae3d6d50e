package coulombus.runtime.codec;

import coulombus.core.detection.CellHealth;
import coulombus.core.detection.CellState;
import coulombus.schemas.CellStateName;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// Where each run's cell stands, on the topic cell-health.
public final class CellHealthCodec implements RecordCodec<ForRun<CellHealth>> {
    private final AvroRecordFormat<coulombus.schemas.CellHealth> format;

    public CellHealthCodec() {
        this(SchemaCatalog.bundled());
    }

    CellHealthCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.CellHealth.class);
    }

    @Override
    public byte[] encode(ForRun<CellHealth> record) {
        CellHealth value = record.value();
        return format.encode(new coulombus.schemas.CellHealth(runId(record.runId()),
                same(CellStateName.class, value.state()),
                orNull(value.sinceTestTimeSecond()),
                orNull(value.atTestTimeSecond()),
                value.seq(),
                value.halfCycles(),
                value.cycles(),
                orNull(value.lastCoulombicEfficiency()),
                orNull(value.rolling10Efficiency()),
                orNull(value.polarizationHalfVolt()),
                orNull(value.nucleationOverpotentialVolt()),
                orNull(value.baselineVolt()),
                orNull(value.capacityRetentionFraction()),
                orNull(value.cumulativePlatedAh())));
    }

    @Override
    public ForRun<CellHealth> decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ForRun<>(uuid(a.getRunId()), new CellHealth(same(CellState.class, a.getState()),
                orNaN(a.getSinceTestTimeSecond()),
                orNaN(a.getAtTestTimeSecond()),
                a.getSeq(),
                a.getHalfCycles(),
                a.getCycles(),
                orNaN(a.getLastCoulombicEfficiency()),
                orNaN(a.getRolling10Efficiency()),
                orNaN(a.getPolarizationHalfVolt()),
                orNaN(a.getNucleationOverpotentialVolt()),
                orNaN(a.getBaselineVolt()),
                orNaN(a.getCapacityRetentionFraction()),
                orNaN(a.getCumulativePlatedAh()))));
    }
}
