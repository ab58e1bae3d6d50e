package coulombus.runtime.codec;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.core.cell.Source;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;
import coulombus.schemas.CellDescription;
import coulombus.schemas.CellKindName;
import coulombus.schemas.CurrentBasisName;
import coulombus.schemas.EndCauseName;
import coulombus.schemas.FirstHalfCycleName;
import coulombus.schemas.InstrumentDescription;
import coulombus.schemas.ProtocolDescription;
import coulombus.schemas.RunStarted;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.SourceKind;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// The first record of a run's story: its facts.
final class RunStartedCodec implements RecordCodec<RunFacts> {
    private final AvroRecordFormat<RunStarted> format;

    RunStartedCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, RunStarted.class);
    }

    @Override
    public byte[] encode(RunFacts facts) {
        return format.encode(startedOf(facts));
    }

    @Override
    public RunFacts decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, RunStartedCodec::factsOf);
    }

    static RunStarted startedOf(RunFacts facts) {
        return new RunStarted(runId(facts.runId()), facts.channelId(), same(SourceKind.class, facts.source()), facts.title(),
                toAvro(facts.cell()), toAvro(facts.instrument()), toAvro(facts.protocol()));
    }

    static RunFacts factsOf(RunStarted a) {
        return new RunFacts(uuid(a.getRunId()), a.getChannelId(), same(Source.class, a.getSource()), fromAvro(a.getCell()),
                fromAvro(a.getInstrument()), fromAvro(a.getProtocol()), a.getTitle());
    }

    static CellDescription toAvro(CellFacts value) {
        return new CellDescription(value.cellId(),
                same(CellKindName.class, value.kind()),
                same(FirstHalfCycleName.class, value.firstHalfCycle()),
                orNull(value.areaCm2()),
                orNull(value.activeMassMg()),
                orNull(value.nominalCapacityAh()),
                orNull(value.zincFoilThicknessUm()));
    }

    static CellFacts fromAvro(CellDescription a) {
        return new CellFacts(a.getCellId(),
                same(CellKind.class, a.getKind()),
                same(FirstHalfCycle.class, a.getFirstHalfCycle()),
                orNaN(a.getAreaCm2()),
                orNaN(a.getActiveMassMg()),
                orNaN(a.getNominalCapacityAh()),
                orNaN(a.getZincFoilThicknessUm()));
    }

    private static InstrumentDescription toAvro(InstrumentFacts value) {
        return new InstrumentDescription(value.device(),
                same(CurrentBasisName.class, value.currentBasis()),
                orNull(value.currentResolutionAmpere()),
                orNull(value.voltageResolutionVolt()),
                orNull(value.timeResolutionSecond()),
                orNull(value.counterResolutionAh()),
                orNull(value.currentFullScaleAmpere()));
    }

    private static InstrumentFacts fromAvro(InstrumentDescription a) {
        return new InstrumentFacts(a.getDevice(),
                same(CurrentBasis.class, a.getCurrentBasis()),
                orNaN(a.getCurrentResolutionAmpere()),
                orNaN(a.getVoltageResolutionVolt()),
                orNaN(a.getTimeResolutionSecond()),
                orNaN(a.getCounterResolutionAh()),
                orNaN(a.getCurrentFullScaleAmpere()));
    }

    private static ProtocolDescription toAvro(ProtocolFacts value) {
        return new ProtocolDescription(value.name(),
                orNull(value.plannedChargeAh()),
                orNull(value.safetyVoltageVolt()),
                same(EndCauseName.class, value.chargeEndsBy()),
                same(EndCauseName.class, value.dischargeEndsBy()),
                orNull(value.chargeCutoffVolt()),
                orNull(value.dischargeCutoffVolt()));
    }

    private static ProtocolFacts fromAvro(ProtocolDescription a) {
        return new ProtocolFacts(a.getName(),
                orNaN(a.getPlannedChargeAh()),
                orNaN(a.getSafetyVoltageVolt()),
                same(EndCause.class, a.getChargeEndsBy()),
                same(EndCause.class, a.getDischargeEndsBy()),
                orNaN(a.getChargeCutoffVolt()),
                orNaN(a.getDischargeCutoffVolt()));
    }
}
