package coulombus.app;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.Source;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.run.RunListener;

/// Everything one run gave out, to be printed. Half-cycles are kept without their profiles, so that a file of any length fits.
final class RunReport implements RunListener {
    private final List<HalfCycle> halfCycles = new ArrayList<>();
    private final List<Cycle> cycles = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<DataQualityKind, DataQuality> dataQuality = new EnumMap<>(DataQualityKind.class);

    /// What the report is about.
    ///
    /// @param files        names of the files, one or, joined, several
    /// @param format       name of the format
    /// @param source       real or simulated
    /// @param cell         the cell as stated
    /// @param measurements how many were read
    /// @param rejectedRows rows that could not be read
    record Subject(List<String> files, String format, Source source, CellFacts cell, long measurements, long rejectedRows) {
        Subject { files = List.copyOf(files); }
    }

    @Override
    public void on(HalfCycle halfCycle) {
        halfCycles.add(halfCycle.withoutProfile());
    }

    @Override
    public void on(Cycle cycle) {
        cycles.add(cycle);
    }

    @Override
    public void on(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void on(CellHealth health) {
        // A report tells what happened; where the cell stands between is for those who watch.
    }

    @Override
    public void on(DataQuality found) {
        dataQuality.put(found.kind(), found);
    }

    List<HalfCycle> halfCycles() {
        return halfCycles;
    }

    List<Cycle> cycles() {
        return cycles;
    }

    List<Finding> findings() {
        return findings;
    }

    /// The latest tally of each kind, in the order of the kinds.
    List<DataQuality> dataQuality() {
        return List.copyOf(dataQuality.values());
    }
}
