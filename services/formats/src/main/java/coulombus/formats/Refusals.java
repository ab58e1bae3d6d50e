package coulombus.formats;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Files that lie beside measurements and are none: each is refused with what it is and what to take instead.
final class Refusals {
    private static final Map<String, String> KNOWN_BINARY = Map.of("BIO-LOGIC MODULAR FILE",
            "this is a binary BioLogic .mpr file; export it as text (.mpt) from EC-Lab or BT-Lab", "PK\u0003\u0004",
            "this is a ZIP archive (Excel workbook, .ndax or the like); export the channel's data as CSV", "NEWARE",
            "this is a binary Neware .nda file; export it as CSV from BTSDA", "\u0000\u0001\u0000\u0000Standard",
            "this is an Access database (Arbin .res); export its Channel_Normal_Table as CSV", "PAR1",
            "this is a Parquet file; convert it to a BDF CSV", "\u0089HDF", "this is an HDF5 file; convert it to a BDF CSV",
            "SQLite format 3", "this is an SQLite database; export the measurements as CSV");

    private Refusals() {}

    /// Refuses what is not text.
    static void binary(Path file, byte[] bytes) throws UnreadableFileException {
        String start = new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> known : KNOWN_BINARY.entrySet()) {
            if (start.startsWith(known.getKey())) {
                throw new UnreadableFileException(file, known.getValue());
            }
        }
        boolean wide = start.startsWith("\u00FF\u00FE") || start.startsWith("\u00FE\u00FF");
        int control = 0;
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && !(wide && b == 0)) {
                control++;
            }
        }
        if (control > bytes.length / 100) {
            throw new UnreadableFileException(file, "this is a binary file, not text");
        }
    }

    /// Refuses texts that are known to hold no measurements.
    static void text(FileHead head) throws UnreadableFileException {
        String first = head.line(0).strip();
        if (first.endsWith("LOG FILE")) {
            throw new UnreadableFileException(head.file(),
                    "this is a BioLogic log (.mpl), which holds settings and events but no measurements; name the .mpt file beside it");
        }
        if (first.endsWith("SETTING FILE")) {
            throw new UnreadableFileException(head.file(),
                    "this is a BioLogic settings file (.mps), which holds no measurements; name the .mpt file beside it");
        }
        if (first.contains("TEST REPORT") && head.line(3).contains("Schedule File Name")) {
            throw new UnreadableFileException(head.file(),
                    "this is Arbin's description of the test (GlobalInfo), without measurements; name the channel's data file beside it");
        }
        if (head.line(0).contains("Cycle_Index") && head.line(0).contains("Q_chg") && head.line(0).contains("Q_dis")) {
            throw new UnreadableFileException(head.file(),
                    "this is a Battery Data Hub summary per cycle, made from measurements it does not hold; name the raw file beside it");
        }
    }

    /// Refuses a text in which no reader found its table, and says what was looked for and what came nearest.
    static UnreadableFileException unknown(FileHead head, List<String> formats) {
        String reason = "no cycler format was recognised in its first " + head.lines().size() + " lines; looked for "
                + String.join(", ", formats);
        int best = -1;
        Set<String> bestWords = Set.of();
        for (int line = 0; line < Math.min(200, head.lines().size()); line++) {
            Set<String> words = new TreeSet<>();
            for (char separator : FileHead.SEPARATORS) {
                for (String cell : head.cells(line, separator)) {
                    String name = HeaderCell.parse(cell).name();
                    for (String word : List.of("time", "voltage", "current")) {
                        if (name.length() < 30 && name.contains(word)) {
                            words.add(word);
                        }
                    }
                }
            }
            if (words.size() > bestWords.size()) {
                bestWords = words;
                best = line;
            }
        }
        if (bestWords.size() > 1) {
            reason += ". Line " + (best + 1) + " looks like a header with " + String.join(" and ", bestWords)
                    + ", but it is no vendor's and its units are not known: describe the file in YAML (separator, header line, columns, units, sign)";
        }
        return new UnreadableFileException(head.file(), reason);
    }
}
