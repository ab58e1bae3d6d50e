package coulombus.drivers.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.formats.ReadOptions;

/// Small files to replay, and drivers over them.
final class ReplayFiles {
    static final CellFacts CELL = CellFacts.of(CellKind.FULL);

    private ReplayFiles() {}

    /// A test of so many rows, ten seconds apart, whose first time is `from`.
    static Path write(Path file, int rows, double from) throws IOException {
        StringBuilder text = new StringBuilder("Test Time / s,Voltage / V,Current / A,Step Count / 1\n");
        for (int i = 0; i < rows; i++) {
            text.append(String.format(Locale.ROOT, "%.1f,%.4f,0.001,1%n", from + 10 * i, 1.2 + 0.001 * i));
        }
        return Files.writeString(file, text);
    }

    static FileReplayDriver open(double speed, LongSupplier nanoTime, Path... files) throws IOException {
        return open(CELL, ReadOptions.DEFAULT, speed, nanoTime, files);
    }

    static FileReplayDriver open(CellFacts cell, ReadOptions options, Path... files) throws IOException {
        return open(cell, options, FileReplayDriver.AS_FAST_AS_POSSIBLE, () -> 0, files);
    }

    private static FileReplayDriver open(CellFacts cell, ReadOptions options, double speed, LongSupplier nanoTime, Path... files)
            throws IOException {
        return FileReplayDriver.open(new FileReplayDriver.Request(List.of(files), options, hints -> cell, Source.SIMULATED, speed),
                nanoTime);
    }
}
