package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleConsumer;

import coulombus.app.RunReport.Subject;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.cycle.Cycle;
import coulombus.core.cycle.CycleAssembler;
import coulombus.core.cycle.VendorCycle;
import coulombus.core.detection.CyclePack;
import coulombus.core.detection.DetectorSettings;
import coulombus.core.halfcycle.ChargeBasis;
import coulombus.core.halfcycle.Direction;
import coulombus.core.halfcycle.EndCause;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.HalfCycle.NucleationAbsence;
import coulombus.core.halfcycle.Phase;
import coulombus.core.halfcycle.Profile;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunAnalysis;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.formats.CyclerContent;
import coulombus.formats.CyclerFiles;
import coulombus.formats.MeasurementFile;

/// Reads the files of one test and folds them, as the stream would.
final class FileAnalysis {
    private static final int BATCH = 4096;

    private final List<Path> files;
    private final FileOptions options;
    private final DetectorSettings detectors;
    private final RunReport report = new RunReport();
    private Subject subject;

    /// Under the detectors' defaults.
    FileAnalysis(List<Path> files, FileOptions options) {
        this(files, options, DetectorSettings.DEFAULT);
    }

    FileAnalysis(List<Path> files, FileOptions options, DetectorSettings detectors) {
        this.files = List.copyOf(files);
        this.options = options;
        this.detectors = detectors;
    }

    /// Reads to the end; `progress` is told how far it is, 0 to 1.
    void run(DoubleConsumer progress) throws IOException {
        switch (CyclerFiles.open(files, options.readOptions())) {
            case CyclerContent.Measurements measurements -> {
                try (MeasurementFile file = measurements.file()) {
                    fold(file, progress);
                }
            }
            case CyclerContent.CycleTable table -> fold(table);
        }
    }

    private void fold(MeasurementFile file, DoubleConsumer progress) throws IOException {
        CellFacts cell = options.cellFacts(file.cellHints());
        RunFacts facts = new RunFacts(new UUID(0, 0), "", Source.CYCLER, cell, file.instrument(), ProtocolFacts.UNKNOWN, "");
        RunAnalysis analysis = new RunAnalysis(facts, detectors);
        MeasurementBatch batch = new MeasurementBatch(BATCH);
        long measurements = 0;
        while (file.read(batch, BATCH) > 0) {
            analysis.on(batch, report);
            measurements += batch.size();
            progress.accept(file.progressFraction());
        }
        analysis.end(RunEnd.END_OF_FILE, report);
        file.dataQuality().forEach(report::on);
        subject = new Subject(names(), file.format(), Source.CYCLER, cell, measurements, file.rejectedRows());
    }

    /// A vendor's table of cycles has no measurements: each row is a pair of half-cycles of which only charge and energy are known.
    private void fold(CyclerContent.CycleTable table) {
        CellFacts cell = options.cellFacts(MeasurementFile.CellHints.NONE);
        CycleAssembler cycles = new CycleAssembler(cell, InstrumentFacts.of(table.format()));
        boolean dischargeFirst = Direction.of(cell.firstHalfCycle()).orElse(Direction.CHARGE) == Direction.DISCHARGE
                || cell.kind() == CellKind.PLATING;
        CyclePack findings = new CyclePack(detectors, cell);
        double start = 0;
        int number = 0;
        for (VendorCycle row : table.cycles()) {
            Direction first = dischargeFirst && cell.kind() != CellKind.FULL ? Direction.DISCHARGE : Direction.CHARGE;
            for (Direction direction : List.of(first, first.opposite())) {
                HalfCycle half = halfCycle(++number, direction, row, start, cell.kind());
                Optional<Cycle> cycle = cycles.on(half);
                cycle.ifPresent(report::on);
                findings.on(half, cycle, false).forEach(report::on);
            }
            start = row.endTestTimeSecond();
        }
        table.dataQuality().forEach(report::on);
        subject = new Subject(names(), table.format(), Source.CYCLER, cell, 0, table.rejectedRows());
    }

    private static HalfCycle halfCycle(int number, Direction direction, VendorCycle row, double start, CellKind kind) {
        boolean charge = direction == Direction.CHARGE;
        double capacityAh = charge ? row.chargingCapacityAh() : row.dischargingCapacityAh();
        double energyWh = charge ? row.chargingEnergyWh() : row.dischargingEnergyWh();
        double unknown = Double.NaN;
        return new HalfCycle(number, direction, Phase.of(kind, direction), 0, 0, 0, start, row.endTestTimeSecond(), row.vendorCycleCount(),
                capacityAh, ChargeBasis.COUNTER, unknown, capacityAh, energyWh, unknown, energyWh / capacityAh, unknown, unknown, unknown,
                unknown,
                NucleationAbsence.TOO_SHORT, unknown, unknown, unknown, unknown, unknown, unknown, EndCause.UNKNOWN, true, 0,
                Profile.EMPTY);
    }

    private List<String> names() {
        return files.stream().map(f -> f.getFileName().toString()).toList();
    }

    Subject subject() {
        return subject;
    }

    RunReport report() {
        return report;
    }
}
