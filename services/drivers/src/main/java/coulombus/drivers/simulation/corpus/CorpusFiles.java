package coulombus.drivers.simulation.corpus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.formats.BdfCsvWriter;

/// Writes labelled cells for anybody's detectors: a BDF file each, and `labels.csv` with the truth.
public final class CorpusFiles {
    private static final String HEADER = "Cell ID,File,Cell Kind,Failure,Severity,Severity Unit,Onset / s,Hard Short Onset / s,"
            + "Test Time / h,Seed,Chamber,Nuisances\n";
    private static final int BATCH = 512;

    private CorpusFiles() {}

    /// Writes the label file; the folder is made where it is not there.
    public static void writeLabels(Path folder, List<LabelledCell> cells) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("labels.csv"))) {
            out.write(HEADER);
            for (LabelledCell cell : cells) {
                out.write(String.join(",", cell.id(), fileName(cell), cell.cellKind().name(), cell.failure().name(),
                        number(cell.severity()), cell.failure().unit(), number(cell.onsetSecond()), number(cell.hardOnsetSecond()),
                        number(cell.hours()), Long.toString(cell.seed()), cell.chamber(), String.join(" ", cell.nuisances().names())));
                out.write('\n');
            }
        }
    }

    /// Writes the measurements of one cell.
    public static void writeMeasurements(Path folder, LabelledCell cell) throws IOException {
        LabelledRun run = cell.run();
        MeasurementBatch batch = new MeasurementBatch(BATCH);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(fileName(cell)))) {
            BdfCsvWriter writer = new BdfCsvWriter(out);
            while (run.read(batch, BATCH) > 0) {
                writer.write(batch);
            }
        }
    }

    private static String fileName(LabelledCell cell) {
        return cell.id().toLowerCase(Locale.ROOT) + ".bdf.csv";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
