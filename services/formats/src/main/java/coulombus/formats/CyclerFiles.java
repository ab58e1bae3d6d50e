package coulombus.formats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens cycler files: recognises each by what stands in it and answers its measurements, or says why it cannot be read.
///
/// A file packed with gzip is unpacked on the way.
public final class CyclerFiles {

    private CyclerFiles() {}

    /// Opens the files of one test, in the order given; several are joined to one run.
    ///
    /// @throws UnreadableFileException where a file is missing, no text, of no known format, or without a readable measurement
    public static CyclerContent open(List<Path> files, ReadOptions options) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files: at least one is needed");
        }
        if (files.size() == 1) {
            return open(files.getFirst(), options);
        }
        List<MeasurementFile> parts = new ArrayList<>();
        try {
            for (Path file : files) {
                switch (open(file, options)) {
                    case CyclerContent.Measurements measurements -> parts.add(measurements.file());
                    case CyclerContent.CycleTable table -> throw new UnreadableFileException(file,
                            "it holds a table of cycles (" + table.format()
                                    + ") and no measurements; it cannot be joined with other files");
                }
                if (parts.getLast().instrument().currentBasis() != parts.getFirst().instrument().currentBasis()) {
                    throw new UnreadableFileException(file,
                            "its current is " + parts.getLast().instrument().currentBasis() + " and that of "
                                    + files.getFirst() + " is " + parts.getFirst().instrument().currentBasis()
                                    + "; they cannot be one test");
                }
            }
        } catch (IOException e) {
            for (MeasurementFile part : parts) {
                part.close();
            }
            throw e;
        }
        return new CyclerContent.Measurements(new JoinedMeasurements(parts));
    }

    private static CyclerContent open(Path file, ReadOptions options) throws IOException {
        FileHead head = FileHead.read(file);
        if (options.description().isPresent()) {
            DescribedCsv description = DescribedCsv.read(options.description().get());
            FileHead decoded = description.decoded(head);
            return new CyclerContent.Measurements(new MeasurementTable(decoded, description.layout(decoded), options));
        }
        Refusals.text(head);
        Optional<CyclerContent.CycleTable> cycles = ArbinCycleTable.read(head);
        if (cycles.isPresent()) {
            return cycles.get();
        }
        for (CyclerFormat format : CyclerFormat.ALL) {
            Optional<TableLayout> layout = format.recognise(head);
            if (layout.isPresent()) {
                return new CyclerContent.Measurements(new MeasurementTable(head, layout.get(), options));
            }
        }
        throw Refusals.unknown(head, CyclerFormat.ALL.stream().map(CyclerFormat::name).toList());
    }
}
