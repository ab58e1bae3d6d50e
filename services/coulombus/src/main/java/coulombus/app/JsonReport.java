package coulombus.app;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import coulombus.app.RunReport.Subject;
import coulombus.core.cell.CellFacts;
import coulombus.core.claims.OwnResults;
import coulombus.core.cycle.CoulombicEfficiency;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Phase;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;

/// The report as JSON, in the shape docs/reference/analyze-json.md describes: names of the Battery Data Format, efficiencies as ratios,
/// what is absent as null with a reason beside it.
final class JsonReport {
    private final ObjectMapper json;

    JsonReport(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode of(Subject subject, RunReport report) {
        ObjectNode root = json.createObjectNode();
        root.put("file", String.join(" + ", subject.files()));
        root.put("format", subject.format());
        root.put("source", subject.source().name());
        root.set("cell", cell(subject.cell()));
        root.put("measurements", subject.measurements());
        root.put("rejected_rows", subject.rejectedRows());
        ArrayNode cycles = root.putArray("cycles");
        List<String> contradictions = OwnResults.contradictions(subject.cell(), report.cycles());
        for (int i = 0; i < contradictions.size(); i++) {
            cycles.add(cycle(report.cycles().get(i), subject.cell(), contradictions.get(i)));
        }
        ArrayNode halfCycles = root.putArray("half_cycles");
        report.halfCycles().forEach(h -> halfCycles.add(halfCycle(h)));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(f -> findings.add(finding(f)));
        ArrayNode quality = root.putArray("data_quality");
        report.dataQuality().forEach(d -> quality.add(dataQuality(d)));
        ArrayNode cautions = root.putArray("cautions");
        OwnResults.cautions(subject.cell(), report.cycles()).forEach(c -> cautions.addObject().put("check", c.check())
                .put("figure", c.figure()).put("formula", c.formula()).put("sentence", c.sentence()));
        return root;
    }

    /// A file that could not be read, among others that could.
    ObjectNode unreadable(String file, String error) {
        return json.createObjectNode().put("file", file).put("error", error);
    }

    private ObjectNode cell(CellFacts cell) {
        ObjectNode node = json.createObjectNode();
        node.put("cell_id", cell.cellId());
        node.put("kind", cell.kind().name());
        node.put("first_half_cycle", cell.firstHalfCycle().name());
        number(node, "area_cm2", cell.areaCm2());
        number(node, "active_mass_mg", cell.activeMassMg());
        number(node, "nominal_capacity_ah", cell.nominalCapacityAh());
        number(node, "zinc_foil_thickness_um", cell.zincFoilThicknessUm());
        return explained(node, name -> "not stated");
    }

    private ObjectNode cycle(Cycle c, CellFacts cell, String contradiction) {
        ObjectNode node = json.createObjectNode();
        node.put("cycle", c.number());
        count(node, "vendor_cycle_count", c.vendorCycleCount());
        node.put("first_half_cycle", c.firstHalfCycle());
        node.put("last_half_cycle", c.lastHalfCycle());
        number(node, "start_test_time_second", c.startTestTimeSecond());
        number(node, "end_test_time_second", c.endTestTimeSecond());
        number(node, "charging_capacity_ah", c.chargingCapacityAh());
        number(node, "discharging_capacity_ah", c.dischargingCapacityAh());
        number(node, "charging_energy_wh", c.chargingEnergyWh());
        number(node, "discharging_energy_wh", c.dischargingEnergyWh());
        number(node, "mean_charging_voltage_volt", c.meanChargingVoltageVolt());
        number(node, "mean_discharging_voltage_volt", c.meanDischargingVoltageVolt());
        CoulombicEfficiency ce = c.coulombicEfficiency();
        number(node, "coulombic_efficiency", ce.efficiency());
        node.put("coulombic_efficiency_definition", ce.definition().name());
        node.put("coulombic_efficiency_valid", ce.valid());
        text(node, "coulombic_efficiency_reason", ce.reason());
        number(node, "coulombic_efficiency_resolution", ce.resolutionFraction());
        node.put("complete", c.complete());
        number(node, "rolling_coulombic_efficiency_5", c.rolling().over5Efficiency());
        number(node, "rolling_coulombic_efficiency_10", c.rolling().over10Efficiency());
        number(node, "rolling_coulombic_efficiency_50", c.rolling().over50Efficiency());
        number(node, "rolling_coulombic_efficiency_ewma", c.rolling().weightedEfficiency());
        number(node, "cumulative_coulombic_efficiency", c.rolling().cumulativeEfficiency());
        node.put("judged_cycles", c.rolling().judgedCycles());
        node.put("excluded_cycles", c.rolling().excludedCycles());
        number(node, "cumulative_loss_ah", c.cumulativeLossAh());
        number(node, "capacity_retention", c.capacityRetentionFraction());
        number(node, "energy_efficiency", c.energyEfficiency());
        number(node, "polarization_half_volt", c.polarizationHalfVolt());
        number(node, "asymmetry_volt", c.asymmetryVolt());
        number(node, "cumulative_plated_capacity_ah", c.cumulativePlatedAh());
        number(node, "cumulative_plated_capacity_mah_per_cm2", 1000 * c.cumulativePlatedAh() / cell.areaCm2());
        number(node, "discharging_capacity_mah_per_g", 1e6 * c.dischargingCapacityAh() / cell.activeMassMg());
        number(node, "zinc_utilization", c.zincUtilizationFraction());
        number(node, "negative_to_positive_ratio", c.negativeToPositiveRatio());
        text(node, "contradiction", contradiction);
        return explained(node, name -> AbsenceReason.ofCycle(name, c, cell));
    }

    private ObjectNode halfCycle(HalfCycle h) {
        ObjectNode node = json.createObjectNode();
        node.put("half_cycle", h.number());
        node.put("direction", h.direction().name());
        text(node, "phase", h.phase() == Phase.UNDEFINED ? "" : h.phase().name());
        count(node, "vendor_cycle_count", h.vendorCycleCount());
        number(node, "start_test_time_second", h.startTestTimeSecond());
        number(node, "end_test_time_second", h.endTestTimeSecond());
        number(node, "duration_second", h.durationSecond());
        node.put("measurements", h.measurementCount());
        number(node, "capacity_ah", h.capacityAh());
        node.put("capacity_basis", h.chargeBasis().name());
        number(node, "integral_capacity_ah", h.integralAh());
        number(node, "counter_capacity_ah", h.counterAh());
        number(node, "energy_wh", h.energyWh());
        number(node, "mean_current_ampere", h.meanCurrentAmpere());
        number(node, "mean_voltage_volt", h.meanVoltageVolt());
        number(node, "charge_weighted_voltage_volt", h.chargeWeightedVoltageVolt());
        number(node, "plateau_voltage_volt", h.plateauVoltageVolt());
        number(node, "dip_voltage_volt", h.dipVoltageVolt());
        number(node, "nucleation_overpotential_volt", h.nucleationOverpotentialVolt());
        number(node, "end_voltage_volt", h.endVoltageVolt());
        number(node, "roughness_volt", h.roughnessVolt());
        number(node, "step_resistance_ohm", h.stepResistanceOhm());
        number(node, "step_resistance_delay_second", h.stepDelaySecond());
        number(node, "gap_second", h.gapSecond());
        node.put("terminated_by", h.terminatedBy().name());
        node.put("whole", h.isWhole());
        return explained(node, name -> AbsenceReason.ofHalfCycle(name, h));
    }

    private ObjectNode finding(Finding f) {
        ObjectNode node = json.createObjectNode();
        node.put("kind", f.kind().name());
        node.put("severity", f.severity().name());
        node.put("half_cycle", f.halfCycle());
        number(node, "onset_test_time_second", f.onsetTestTimeSecond());
        number(node, "detected_test_time_second", f.detectedTestTimeSecond());
        node.put("shadow", f.shadow());
        node.put("detector", f.detector());
        node.put("sentence", f.sentence());
        ObjectNode evidence = node.putObject("evidence");
        evidence.put("onset_row", f.onsetSeq());
        evidence.put("detected_row", f.detectedSeq());
        f.evidence().forEach(e -> number(evidence, e.name(), e.value()));
        ArrayNode trace = evidence.putArray("trace");
        f.trace().forEach(p -> trace.addObject().put("test_time_second", p.testTimeSecond()).put("voltage_volt", p.voltageVolt())
                .put("current_ampere", p.currentAmpere()));
        return node;
    }

    private ObjectNode dataQuality(DataQuality d) {
        return json.createObjectNode().put("kind", d.kind().name()).put("count", d.count()).put("first_row", d.firstSeq())
                .put("detail", d.detail());
    }

    private interface Reason {
        String why(String field);
    }

    /// Beside every field that is null, why: `capacity_ah` null has a `capacity_ah_reason`. An efficiency carries its own reason.
    private static ObjectNode explained(ObjectNode node, Reason reason) {
        List<String> absent = new ArrayList<>();
        node.properties().forEach(field -> {
            boolean hasReason = field.getKey().equals("coulombic_efficiency") || field.getKey().equals("coulombic_efficiency_reason");
            if (field.getValue().isNull() && !hasReason) {
                absent.add(field.getKey());
            }
        });
        absent.forEach(field -> node.put(field + "_reason", reason.why(field)));
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static void count(ObjectNode node, String name, int value) {
        if (value == MeasurementBatch.UNKNOWN_COUNT) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static void text(ObjectNode node, String name, String value) {
        if (value.isEmpty()) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }
}
