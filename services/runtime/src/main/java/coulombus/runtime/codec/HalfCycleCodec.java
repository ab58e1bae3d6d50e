package coulombus.runtime.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.Phase;
import coulombus.core.halfcycle.Profile;
import coulombus.schemas.ChargeBasisName;
import coulombus.schemas.DirectionName;
import coulombus.schemas.EndCauseName;
import coulombus.schemas.NucleationAbsenceName;
import coulombus.schemas.PhaseName;
import coulombus.schemas.SchemaCatalog;
import coulombus.schemas.VoltageProfile;

import static coulombus.runtime.codec.AvroRecordFormat.orNaN;
import static coulombus.runtime.codec.AvroRecordFormat.orNull;
import static coulombus.runtime.codec.AvroRecordFormat.runId;
import static coulombus.runtime.codec.AvroRecordFormat.same;
import static coulombus.runtime.codec.AvroRecordFormat.uuid;

/// Half-cycles on the topic half-cycles.
public final class HalfCycleCodec implements RecordCodec<ForRun<HalfCycle>> {
    private final AvroRecordFormat<coulombus.schemas.HalfCycle> format;

    public HalfCycleCodec() {
        this(SchemaCatalog.bundled());
    }

    HalfCycleCodec(SchemaCatalog catalog) {
        format = new AvroRecordFormat<>(catalog, coulombus.schemas.HalfCycle.class);
    }

    @Override
    public byte[] encode(ForRun<HalfCycle> record) {
        HalfCycle value = record.value();
        return format.encode(new coulombus.schemas.HalfCycle(runId(record.runId()),
                value.number(),
                same(DirectionName.class, value.direction()),
                same(PhaseName.class, value.phase()),
                value.firstSeq(),
                value.lastSeq(),
                value.measurementCount(),
                orNull(value.startTestTimeSecond()),
                orNull(value.endTestTimeSecond()),
                value.vendorCycleCount(),
                orNull(value.capacityAh()),
                same(ChargeBasisName.class, value.chargeBasis()),
                orNull(value.integralAh()),
                orNull(value.counterAh()),
                orNull(value.energyWh()),
                orNull(value.meanVoltageVolt()),
                orNull(value.chargeWeightedVoltageVolt()),
                orNull(value.plateauVoltageVolt()),
                orNull(value.dipVoltageVolt()),
                orNull(value.endVoltageVolt()),
                orNull(value.nucleationOverpotentialVolt()),
                same(NucleationAbsenceName.class, value.nucleationAbsence()),
                orNull(value.roughnessVolt()),
                orNull(value.stepResistanceOhm()),
                orNull(value.stepDelaySecond()),
                orNull(value.meanCurrentAmpere()),
                orNull(value.durationSecond()),
                orNull(value.longestIntervalSecond()),
                same(EndCauseName.class, value.terminatedBy()),
                value.beganInRun(),
                orNull(value.gapSecond()),
                toAvro(value.profile())));
    }

    @Override
    public ForRun<HalfCycle> decode(byte[] bytes) throws UnreadableRecordException {
        return format.decode(bytes, a -> new ForRun<>(uuid(a.getRunId()), new HalfCycle(a.getNumber(),
                same(Direction.class, a.getDirection()),
                same(Phase.class, a.getPhase()),
                a.getFirstSeq(),
                a.getLastSeq(),
                a.getMeasurementCount(),
                orNaN(a.getStartTestTimeSecond()),
                orNaN(a.getEndTestTimeSecond()),
                a.getVendorCycleCount(),
                orNaN(a.getCapacityAh()),
                same(ChargeBasis.class, a.getChargeBasis()),
                orNaN(a.getIntegralAh()),
                orNaN(a.getCounterAh()),
                orNaN(a.getEnergyWh()),
                orNaN(a.getMeanVoltageVolt()),
                orNaN(a.getChargeWeightedVoltageVolt()),
                orNaN(a.getPlateauVoltageVolt()),
                orNaN(a.getDipVoltageVolt()),
                orNaN(a.getEndVoltageVolt()),
                orNaN(a.getNucleationOverpotentialVolt()),
                same(NucleationAbsence.class, a.getNucleationAbsence()),
                orNaN(a.getRoughnessVolt()),
                orNaN(a.getStepResistanceOhm()),
                orNaN(a.getStepDelaySecond()),
                orNaN(a.getMeanCurrentAmpere()),
                orNaN(a.getDurationSecond()),
                orNaN(a.getLongestIntervalSecond()),
                same(EndCause.class, a.getTerminatedBy()),
                a.getBeganInRun(),
                orNaN(a.getGapSecond()),
                fromAvro(a.getProfile()))));
    }

    private static VoltageProfile toAvro(Profile profile) {
        int bins = profile.binCount();
        return new VoltageProfile(profile.isOverTime(), profile.binWidth(), column(bins, profile::chargeInBin),
                column(bins, profile::voltageChargeInBin), column(bins, profile::timeInBinSecond), column(bins, profile::voltageTimeInBin));
    }

    private static Profile fromAvro(VoltageProfile a) {
        int bins = a.getCharge().size();
        return new Profile(a.getBinWidth(), column(a.getCharge(), bins), column(a.getVoltageCharge(), bins),
                column(a.getTimeSecond(), bins),
                column(a.getVoltageTime(), bins), a.getOverTime());
    }

    private static List<Double> column(int bins, IntToDoubleFunction valueOfBin) {
        List<Double> column = new ArrayList<>(bins);
        for (int i = 0; i < bins; i++) {
            column.add(valueOfBin.applyAsDouble(i));
        }
        return column;
    }

    private static double[] column(List<Double> values, int bins) {
        if (values.size() != bins) {
            throw new IllegalArgumentException("the columns of a profile have " + bins + " and " + values.size() + " bins");
        }
        double[] column = new double[bins];
        for (int i = 0; i < bins; i++) {
            column[i] = values.get(i);
        }
        return column;
    }
}
