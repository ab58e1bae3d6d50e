package coulombus.runtime.codec;

import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.RollingEfficiency;
import coulombus.schemas.CoulombicEfficiencyDefinitionName;
import coulombus.schemas.CoulombicEfficiencyResult;
import coulombus.schemas.RollingEfficiencyResult;
import coulombus.schemas.SchemaCatalog;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// Cycles on the topic cycles.
public final class CycleCodec implements RecordCodec<ForRun<Cycle>> {
    private final AvroRecordFormat<coulombus.schemas.Cycle> format;

    public CycleCodec() {
        this(SchemaCatalog.bundled());
    }

    CycleCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.Cycle.class);
    }

    @Override
    public byte[] encode(ForRun<Cycle> record) {
        Cycle value = record.value();
        return format.encode(new coulombus.schemas.Cycle(runId(record.runId()),
                value.number(),
                value.vendorCycleCount(),
                value.firstHalfCycle(),
                value.lastHalfCycle(),
                orNull(value.startTestTimeSecond()),
                orNull(value.endTestTimeSecond()),
                orNull(value.chargingCapacityAh()),
                orNull(value.dischargingCapacityAh()),
                orNull(value.chargingEnergyWh()),
                orNull(value.dischargingEnergyWh()),
                orNull(value.meanChargingVoltageVolt()),
                orNull(value.meanDischargingVoltageVolt()),
                toAvro(value.coulombicEfficiency()),
                value.complete(),
                toAvro(value.rolling()),
                orNull(value.energyEfficiency()),
                orNull(value.capacityRetentionFraction()),
                orNull(value.polarizationHalfVolt()),
                orNull(value.asymmetryVolt()),
                orNull(value.cumulativePlatedAh()),
                orNull(value.cumulativeLossAh()),
                orNull(value.zincUtilizationFraction()),
                orNull(value.negativeToPositiveRatio())));
    }

    @Override
    public ForRun<Cycle> decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ForRun<>(uuid(a.getRunId()), new Cycle(a.getNumber(),
                a.getVendorCycleCount(),
                a.getFirstHalfCycle(),
                a.getLastHalfCycle(),
                orNaN(a.getStartTestTimeSecond()),
                orNaN(a.getEndTestTimeSecond()),
                orNaN(a.getChargingCapacityAh()),
                orNaN(a.getDischargingCapacityAh()),
                orNaN(a.getChargingEnergyWh()),
                orNaN(a.getDischargingEnergyWh()),
                orNaN(a.getMeanChargingVoltageVolt()),
                orNaN(a.getMeanDischargingVoltageVolt()),
                fromAvro(a.getCoulombicEfficiency()),
                a.getComplete(),
                fromAvro(a.getRolling()),
                orNaN(a.getEnergyEfficiency()),
                orNaN(a.getCapacityRetentionFraction()),
                orNaN(a.getPolarizationHalfVolt()),
                orNaN(a.getAsymmetryVolt()),
                orNaN(a.getCumulativePlatedAh()),
                orNaN(a.getCumulativeLossAh()),
                orNaN(a.getZincUtilizationFraction()),
                orNaN(a.getNegativeToPositiveRatio()))));
    }

    private static CoulombicEfficiencyResult toAvro(CoulombicEfficiency value) {
        return new CoulombicEfficiencyResult(orNull(value.efficiency()),
                same(CoulombicEfficiencyDefinitionName.class, value.definition()),
                value.valid(),
                value.reason(),
                orNull(value.resolutionFraction()));
    }

    private static CoulombicEfficiency fromAvro(CoulombicEfficiencyResult a) {
        return new CoulombicEfficiency(orNaN(a.getEfficiency()),
                same(CoulombicEfficiencyDefinition.class, a.getDefinition()),
                a.getValid(),
                a.getReason(),
                orNaN(a.getResolutionFraction()));
    }

    private static RollingEfficiencyResult toAvro(RollingEfficiency value) {
        return new RollingEfficiencyResult(orNull(value.over5Efficiency()),
                orNull(value.over10Efficiency()),
                orNull(value.over50Efficiency()),
                orNull(value.weightedEfficiency()),
                orNull(value.cumulativeEfficiency()),
                value.judgedCycles(),
                value.excludedCycles());
    }

    private static RollingEfficiency fromAvro(RollingEfficiencyResult a) {
        return new RollingEfficiency(orNaN(a.getOver5Efficiency()),
                orNaN(a.getOver10Efficiency()),
                orNaN(a.getOver50Efficiency()),
                orNaN(a.getWeightedEfficiency()),
                orNaN(a.getCumulativeEfficiency()),
                a.getJudgedCycles(),
                a.getExcludedCycles());
    }
}
