package coulombus.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Small cycler files of our own making.
final class MadeUpFiles {
    private static final int SECONDS = 60;

    private MadeUpFiles() {}

    /// A symmetric cell at 1 mA: each cycle charges for a minute and discharges for a minute, one measurement a second.
    static Path bdf(Path file, int cycles) throws IOException {
        StringBuilder text = new StringBuilder("Test Time / s,Voltage / V,Current / A,Step Count / 1\n");
        int second = 0;
        for (int half = 0; half < 2 * cycles; half++) {
            int sign = half % 2 == 0 ? 1 : -1;
            for (int i = 0; i < SECONDS; i++) {
                text.append(String.format(Locale.ROOT, "%d,%.5f,%.6f,%d%n", second++, sign * (0.05 + 0.00001 * i), sign * 0.001, half + 1));
            }
        }
        return Files.writeString(file, text.toString());
    }
}
