package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.CoulombicEfficiencyDefinition;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.RollingEfficiency;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Phase;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;

/// Writes what the view knows as JSON: names of the Battery Data Format, units in the names, ratios not percents. A quantity that
/// could not be had is null, and where that is not plain a field of the same name with `_reason` says why.
final class ResultJson {
    private static final String NO_MEASUREMENT = "no measurement has come yet";
    private static final String NOT_STATED = "not stated";

    private ResultJson() {}

    static JsonObject channel(ChannelSummary channel, Instant now) {
        JsonObject json = new JsonObject().put("channel_id", channel.channelId()).put("run_count", channel.runCount());
        json.put("control", channel.reported().map(ControlJson::reported).orElse(null));
        if (channel.run().isEmpty()) {
            return json.put("state", "EMPTY").putNull("run_id")
                    .put("run_id_reason", channel.runCount() == 0 ? "no run has begun on it" : "its runs are no longer held here")
                    .put("source", channel.reported().map(reported -> reported.source().name()).orElse(null));
        }
        RunSummary run = channel.run().get();
        putState(json, run, now);
        json.put("run_id", run.runId().toString());
        json.put("title", run.facts().map(RunFacts::title).orElse(""));
        json.put("cell_id", run.facts().map(facts -> facts.cell().cellId()).orElse(""));
        json.put("cell_kind", run.facts().map(facts -> facts.cell().kind().name()).orElse("UNKNOWN"));
        json.put("source", run.facts().map(facts -> facts.source().name()).orElse(null));
        number(json, "test_time_second", run.lastTestTimeSecond(), NO_MEASUREMENT);
        number(json, "voltage_volt", run.lastVoltageVolt(), NO_MEASUREMENT);
        number(json, "current_ampere", run.lastCurrentAmpere(), "the device reports no current");
        json.put("half_cycle_count", run.halfCycleCount()).put("cycle_count", run.cycleCount());
        json.put("finding_count", run.findingCount());
        json.put("last_finding", run.lastFinding().map(Finding::sentence).orElse(null));
        CellHealth health = run.health().orElse(null);
        json.put("cell_state", health == null ? null : health.state().name());
        double rolling = health == null ? Double.NaN : health.rolling10Efficiency();
        double last = health == null ? Double.NaN : health.lastCoulombicEfficiency();
        String reason = efficiencyReason(run);
        number(json, "rolling_10_coulombic_efficiency", rolling, reason);
        number(json, "last_coulombic_efficiency", last, reason);
        number(json, "polarization_half_volt", health == null ? Double.NaN : health.polarizationHalfVolt(), "no complete cycle yet");
        return json;
    }

    private static String efficiencyReason(RunSummary run) {
        return switch (run.facts().map(facts -> facts.cell().kind()).orElse(CellKind.UNKNOWN)) {
            case SYMMETRIC -> "both half-cycles of a symmetric cell are set by the protocol";
            case UNKNOWN -> "the kind of the cell is not stated";
            case PLATING, INSERTION_HALF, FULL -> run.health().filter(health -> health.state().isShorted()).isPresent()
                    ? "the cell is held to be shorted: part of the charge goes past its electrodes"
                    : "not enough judged cycles yet";
        };
    }

    static JsonObject run(RunSummary run, Instant now) {
        JsonObject json = new JsonObject().put("run_id", run.runId().toString()).put("channel_id", run.channelId());
        putState(json, run, now);
        json.put("end_reason", run.end().map(Enum::name).orElse(null));
        if (run.facts().isPresent()) {
            RunFacts facts = run.facts().get();
            json.put("title", facts.title()).put("source", facts.source().name());
            json.put("cell", cell(facts.cell())).put("instrument", instrument(facts.instrument()));
            json.put("protocol", protocol(facts.protocol()));
            json.put("coulombic_efficiency_definition", CoulombicEfficiencyDefinition.of(facts.cell().kind()).name());
        } else {
            json.put("title", "").putNull("source").putNull("cell").putNull("instrument").putNull("protocol");
            json.put("cell_reason", "the start of this run has not been read");
            json.put("coulombic_efficiency_definition", CoulombicEfficiencyDefinition.NOT_DEFINED.name());
        }
        json.put("measurement_count", run.measurementCount()).put("last_seq", run.lastSeq());
        number(json, "first_test_time_second", run.firstTestTimeSecond(), NO_MEASUREMENT);
        number(json, "test_time_second", run.lastTestTimeSecond(), NO_MEASUREMENT);
        number(json, "voltage_volt", run.lastVoltageVolt(), NO_MEASUREMENT);
        number(json, "current_ampere", run.lastCurrentAmpere(), "the device reports no current");
        number(json, "temperature_celsius", run.lastTemperatureCelsius(), "the device reports no temperature");
        number(json, "unix_time_second", run.lastUnixTimeSecond(), "the device reports no wall time");
        number(json, "first_unix_time_second", run.firstUnixTimeSecond(), "the device reports no wall time");
        json.put("step_kind", run.lastStepKind().name());
        json.put("half_cycle_count", run.halfCycleCount()).put("cycle_count", run.cycleCount());
        json.put("finding_count", run.findingCount()).put("data_quality_count", run.dataQualityCount());
        json.put("health", run.health().map(health -> health(health, efficiencyReason(run))).orElse(null));
        return json.put("version", run.version());
    }

    private static void putState(JsonObject json, RunSummary run, Instant now) {
        json.put("state", run.stateAt(now).name());
        number(json, "data_age_second",
                run.lastArrival().map(arrival -> Math.max(0, Duration.between(arrival, now).toMillis() / 1000.0)).orElse(Double.NaN),
                NO_MEASUREMENT);
        json.put("expected_interval_second", run.expectedInterval().toMillis() / 1000.0);
    }

    private static JsonObject cell(CellFacts cell) {
        JsonObject json = new JsonObject().put("cell_id", cell.cellId()).put("kind", cell.kind().name());
        json.put("first_half_cycle", cell.firstHalfCycle().name());
        number(json, "area_cm2", cell.areaCm2(), NOT_STATED);
        number(json, "active_mass_mg", cell.activeMassMg(), NOT_STATED);
        number(json, "nominal_capacity_ah", cell.nominalCapacityAh(), NOT_STATED);
        number(json, "zinc_foil_thickness_um", cell.zincFoilThicknessUm(), NOT_STATED);
        return json;
    }

    private static JsonObject instrument(InstrumentFacts instrument) {
        JsonObject json = new JsonObject().put("device", instrument.device()).put("current_basis", instrument.currentBasis().name());
        number(json, "current_resolution_ampere", instrument.currentResolutionAmpere(), NOT_STATED);
        number(json, "voltage_resolution_volt", instrument.voltageResolutionVolt(), NOT_STATED);
        number(json, "current_full_scale_ampere", instrument.currentFullScaleAmpere(), NOT_STATED);
        return json;
    }

    private static JsonObject protocol(ProtocolFacts protocol) {
        JsonObject json = new JsonObject().put("name", protocol.name());
        number(json, "planned_charge_ah", protocol.plannedChargeAh(), NOT_STATED);
        number(json, "safety_voltage_volt", protocol.safetyVoltageVolt(), NOT_STATED);
        json.put("charge_ends_by", protocol.chargeEndsBy().name()).put("discharge_ends_by", protocol.dischargeEndsBy().name());
        number(json, "charge_cutoff_volt", protocol.chargeCutoffVolt(), NOT_STATED);
        number(json, "discharge_cutoff_volt", protocol.dischargeCutoffVolt(), NOT_STATED);
        return json;
    }

    private static JsonObject health(CellHealth health, String efficiencyReason) {
        JsonObject json = new JsonObject().put("state", health.state().name());
        number(json, "since_test_time_second", health.sinceTestTimeSecond());
        number(json, "at_test_time_second", health.atTestTimeSecond());
        number(json, "last_coulombic_efficiency", health.lastCoulombicEfficiency(), efficiencyReason);
        number(json, "rolling_10_coulombic_efficiency", health.rolling10Efficiency(), efficiencyReason);
        number(json, "polarization_half_volt", health.polarizationHalfVolt());
        number(json, "nucleation_overpotential_volt", health.nucleationOverpotentialVolt());
        number(json, "baseline_volt", health.baselineVolt());
        number(json, "capacity_retention", health.capacityRetentionFraction());
        number(json, "cumulative_plated_ah", health.cumulativePlatedAh());
        return json;
    }

    static JsonObject cycle(Cycle cycle) {
        JsonObject json = new JsonObject().put("cycle", cycle.number());
        count(json, "vendor_cycle_count", cycle.vendorCycleCount());
        json.put("first_half_cycle", cycle.firstHalfCycle()).put("last_half_cycle", cycle.lastHalfCycle());
        number(json, "start_test_time_second", cycle.startTestTimeSecond());
        number(json, "end_test_time_second", cycle.endTestTimeSecond());
        String noPartner = "the cycle has no such half-cycle, or its charge is unknown";
        number(json, "charging_capacity_ah", cycle.chargingCapacityAh(), noPartner);
        number(json, "discharging_capacity_ah", cycle.dischargingCapacityAh(), noPartner);
        number(json, "charging_energy_wh", cycle.chargingEnergyWh(), noPartner);
        number(json, "discharging_energy_wh", cycle.dischargingEnergyWh(), noPartner);
        number(json, "mean_charging_voltage_volt", cycle.meanChargingVoltageVolt(), noPartner);
        number(json, "mean_discharging_voltage_volt", cycle.meanDischargingVoltageVolt(), noPartner);
        CoulombicEfficiency efficiency = cycle.coulombicEfficiency();
        number(json, "coulombic_efficiency", efficiency.efficiency());
        json.put("coulombic_efficiency_definition", efficiency.definition().name());
        json.put("coulombic_efficiency_valid", efficiency.valid());
        json.put("coulombic_efficiency_reason", efficiency.reason());
        number(json, "coulombic_efficiency_resolution", efficiency.resolutionFraction(), "the instrument's resolution is not known");
        json.put("complete", cycle.complete());
        RollingEfficiency rolling = cycle.rolling();
        number(json, "rolling_5_coulombic_efficiency", rolling.over5Efficiency());
        number(json, "rolling_10_coulombic_efficiency", rolling.over10Efficiency());
        number(json, "rolling_50_coulombic_efficiency", rolling.over50Efficiency());
        number(json, "energy_efficiency", cycle.energyEfficiency());
        number(json, "capacity_retention", cycle.capacityRetentionFraction());
        number(json, "polarization_half_volt", cycle.polarizationHalfVolt(), "needs the plateaus of both half-cycles");
        number(json, "asymmetry_volt", cycle.asymmetryVolt(), "needs the plateaus of both half-cycles");
        number(json, "cumulative_plated_ah", cycle.cumulativePlatedAh());
        number(json, "cumulative_loss_ah", cycle.cumulativeLossAh());
        number(json, "zinc_utilization", cycle.zincUtilizationFraction());
        number(json, "negative_to_positive_ratio", cycle.negativeToPositiveRatio());
        return json;
    }

    static JsonObject halfCycle(HalfCycle half) {
        JsonObject json = new JsonObject().put("half_cycle", half.number()).put("direction", half.direction().name());
        json.put("phase", half.phase() == Phase.UNDEFINED ? null : half.phase().name());
        count(json, "vendor_cycle_count", half.vendorCycleCount());
        number(json, "start_test_time_second", half.startTestTimeSecond());
        number(json, "end_test_time_second", half.endTestTimeSecond());
        number(json, "capacity_ah", half.capacityAh(), "neither a current nor a counter is known");
        json.put("charge_basis", half.chargeBasis().name());
        number(json, "energy_wh", half.energyWh());
        number(json, "mean_voltage_volt", half.meanVoltageVolt());
        number(json, "plateau_voltage_volt", half.plateauVoltageVolt(), "too few measurements on the plateau");
        number(json, "dip_voltage_volt", half.dipVoltageVolt());
        number(json, "nucleation_overpotential_volt", half.nucleationOverpotentialVolt());
        json.put("nucleation_overpotential_reason", switch (half.nucleationAbsence()) {
            case NONE -> null;
            case NOT_PLATING -> "only plating nucleates";
            case UNDERSAMPLED -> "the dip may lie between two measurements";
            case NO_DIP -> "the voltage starts on the plateau";
            case TOO_SHORT -> "too few measurements";
        });
        number(json, "end_voltage_volt", half.endVoltageVolt());
        number(json, "roughness_volt", half.roughnessVolt());
        number(json, "step_resistance_ohm", half.stepResistanceOhm());
        number(json, "step_delay_second", half.stepDelaySecond());
        number(json, "mean_current_ampere", half.meanCurrentAmpere());
        number(json, "duration_second", half.durationSecond());
        json.put("terminated_by", half.terminatedBy().name()).put("whole", half.isWhole());
        json.put("measurement_count", half.measurementCount());
        return json;
    }

    static JsonObject finding(UUID runId, Finding finding) {
        JsonObject json = new JsonObject().put("finding_id", finding.id(runId).toString()).put("kind", finding.kind().name())
                .put("severity", finding.severity().name());
        json.put("half_cycle", finding.halfCycle());
        number(json, "onset_test_time_second", finding.onsetTestTimeSecond());
        number(json, "detected_test_time_second", finding.detectedTestTimeSecond());
        json.put("onset_seq", finding.onsetSeq()).put("detected_seq", finding.detectedSeq());
        json.put("detector", finding.detector()).put("shadow", finding.shadow()).put("sentence", finding.sentence());
        JsonObject evidence = new JsonObject();
        finding.evidence().forEach(item -> number(evidence, item.name(), item.value()));
        JsonArray time = new JsonArray();
        JsonArray voltage = new JsonArray();
        JsonArray current = new JsonArray();
        finding.trace().forEach(point -> {
            add(time, point.testTimeSecond());
            add(voltage, point.voltageVolt());
            add(current, point.currentAmpere());
        });
        json.put("evidence", evidence);
        return json.put("trace",
                new JsonObject().put("test_time_second", time).put("voltage_volt", voltage).put("current_ampere", current));
    }

    static JsonObject dataQuality(DataQuality event) {
        return new JsonObject().put("kind", event.kind().name()).put("count", event.count()).put("first_row", event.firstSeq())
                .put("detail", event.detail());
    }

    static JsonObject trace(TraceWindow window) {
        JsonArray time = new JsonArray();
        JsonArray voltage = new JsonArray();
        JsonArray current = new JsonArray();
        for (int i = 0; i < window.size(); i++) {
            add(time, window.testTimeSecond()[i]);
            add(voltage, window.voltageVolt()[i]);
            add(current, window.currentAmpere()[i]);
        }
        return new JsonObject().put("resolution_second", window.resolutionSecond()).put("test_time_second", time)
                .put("voltage_volt", voltage).put("current_ampere", current);
    }

    private static void number(JsonObject json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        } else {
            json.putNull(name);
        }
    }

    private static void number(JsonObject json, String name, double value, String reason) {
        number(json, name, value);
        if (!Double.isFinite(value)) {
            json.put(name + "_reason", reason);
        }
    }

    private static void count(JsonObject json, String name, int value) {
        if (value == MeasurementBatch.UNKNOWN_COUNT) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }

    private static void add(JsonArray array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }
}
