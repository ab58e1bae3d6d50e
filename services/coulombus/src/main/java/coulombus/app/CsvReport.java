package coulombus.app;

import java.io.PrintWriter;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;

import coulombus.app.RunReport.Subject;
import coulombus.core.claims.OwnResults;
import coulombus.core.cycle.Cycle;
import coulombus.core.measurement.MeasurementBatch;

/// The cycles of reports as one CSV table; an absent value is an empty cell, and so is a contradiction that was not found.
final class CsvReport {
    private final CsvWriter csv;

    CsvReport(PrintWriter out) {
        // Its own buffer would keep back the last rows; the writer beneath has one.
        csv = CsvWriter.builder().bufferSize(0).build(out);
        csv.writeRecord("file", "cycle", "vendor_cycle_count", "start_test_time_second", "end_test_time_second", "charging_capacity_ah",
                "discharging_capacity_ah", "charging_energy_wh", "discharging_energy_wh", "mean_charging_voltage_volt",
                "mean_discharging_voltage_volt", "coulombic_efficiency", "coulombic_efficiency_definition", "coulombic_efficiency_valid",
                "coulombic_efficiency_reason", "coulombic_efficiency_resolution", "complete", "rolling_coulombic_efficiency_10",
                "cumulative_loss_ah", "capacity_retention", "energy_efficiency", "polarization_half_volt", "cumulative_plated_capacity_ah",
                "contradiction");
    }

    void print(Subject subject, RunReport report) {
        String file = String.join(" + ", subject.files());
        List<String> contradictions = OwnResults.contradictions(subject.cell(), report.cycles());
        for (int i = 0; i < contradictions.size(); i++) {
            Cycle c = report.cycles().get(i);
            csv.writeRecord(file, Integer.toString(c.number()),
                    c.vendorCycleCount() == MeasurementBatch.UNKNOWN_COUNT ? "" : Integer.toString(c.vendorCycleCount()),
                    cell(c.startTestTimeSecond()), cell(c.endTestTimeSecond()), cell(c.chargingCapacityAh()),
                    cell(c.dischargingCapacityAh()),
                    cell(c.chargingEnergyWh()), cell(c.dischargingEnergyWh()), cell(c.meanChargingVoltageVolt()),
                    cell(c.meanDischargingVoltageVolt()), cell(c.coulombicEfficiency().efficiency()),
                    c.coulombicEfficiency().definition().name(),
                    Boolean.toString(c.coulombicEfficiency().valid()), c.coulombicEfficiency().reason(),
                    cell(c.coulombicEfficiency().resolutionFraction()), Boolean.toString(c.complete()),
                    cell(c.rolling().over10Efficiency()),
                    cell(c.cumulativeLossAh()), cell(c.capacityRetentionFraction()), cell(c.energyEfficiency()),
                    cell(c.polarizationHalfVolt()),
                    cell(c.cumulativePlatedAh()), contradictions.get(i));
        }
    }

    private static String cell(double value) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "" : Double.toString(value);
    }
}
