package coulombus.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import coulombus.core.cycle.VendorCycle;
import coulombus.core.measurement.DataQualityKind;

import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.TEST_TIME;

/// Arbin's statistics table with one row per cycle (`StatisticByCycle`), which holds no measurements. The table with one row per step has
/// the same header; it is refused.
final class ArbinCycleTable {
    private static final String FORMAT = "Arbin cycle statistics";
    /// More rows than this part repeating the cycle of the row before make it a table of steps.
    private static final double STEPS_REPEAT_CYCLE = 0.2;

    private final Vocabulary.TableHeader header;
    private final Tally tally = new Tally();
    private final List<VendorCycle> cycles = new ArrayList<>();
    private long rejected;

    private ArbinCycleTable(Vocabulary.TableHeader header) {
        this.header = header;
    }

    /// The table in this file, or empty where the file is another one.
    static Optional<CyclerContent.CycleTable> read(FileHead head) throws IOException {
        Optional<Vocabulary.TableHeader> header = ArbinCsv.WORDS.find(head, java.util.EnumSet.of(TEST_TIME, CYCLE, CHARGING_CAPACITY),
                java.util.Set.of("v max on cycle"));
        if (header.isEmpty()) {
            return Optional.empty();
        }
        ArbinCycleTable table = new ArbinCycleTable(header.get());
        table.readRows(head);
        return Optional.of(new CyclerContent.CycleTable(FORMAT, table.cycles, table.rejected, table.tally.list()));
    }

    private void readRows(FileHead head) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(FileHead.stream(head.file()), head.charset()))) {
            for (int i = 0; i <= header.line(); i++) {
                reader.readLine();
            }
            for (CsvRecord row : CsvReader.builder().fieldSeparator(header.separator()).allowExtraFields(true).allowMissingFields(true)
                    .ofCsvRecord(reader)) {
                add(row, header.line() + 1 + row.getStartingLineNumber());
            }
        } catch (CsvParseException e) {
            throw new UnreadableFileException(head.file(), "reading stopped after cycle " + cycles.size() + ": " + e.getMessage());
        }
        long repeated = 0;
        for (int i = 1; i < cycles.size(); i++) {
            if (cycles.get(i).vendorCycleCount() == cycles.get(i - 1).vendorCycleCount()) {
                repeated++;
                long row = i + 1L;
                int cycle = cycles.get(i).vendorCycleCount();
                tally.add(DataQualityKind.NOTE, row, () -> "row " + row + " has the cycle number " + cycle + " again; both rows are kept");
            }
        }
        if (repeated > cycles.size() * STEPS_REPEAT_CYCLE) {
            throw new UnreadableFileException(head.file(),
                    "this is Arbin's table with one row per step (StatisticByStep), which holds no measurements; name the channel's data file or the table per cycle (StatisticByCycle)");
        }
        if (cycles.isEmpty()) {
            throw new UnreadableFileException(head.file(), "it is a table of Arbin cycle statistics without one readable cycle");
        }
    }

    private void add(CsvRecord row, long line) {
        double cycle = number(row, header.indexOf(CYCLE));
        double charged = number(row, header.indexOf(CHARGING_CAPACITY));
        double discharged = number(row, header.indexOf(DISCHARGING_CAPACITY));
        if (!(cycle >= 0) || Double.isNaN(charged) && Double.isNaN(discharged)) {
            rejected++;
            tally.add(DataQualityKind.REJECTED_ROW, cycles.size() + 1L, () -> "line " + line + ": no cycle number or no capacity");
            return;
        }
        cycles.add(new VendorCycle((int) cycle, number(row, header.indexOf(TEST_TIME)), charged, discharged,
                number(row, indexOf("charge energy")), number(row, indexOf("discharge energy")),
                number(row, indexOf("coulombic efficiency")) / 100));
    }

    private int indexOf(String name) {
        for (int i = 0; i < header.cells().size(); i++) {
            if (HeaderCell.parse(header.cells().get(i)).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static double number(CsvRecord row, int index) {
        return index < 0 || index >= row.getFieldCount() ? Double.NaN : Numbers.parse(row.getField(index).strip(), '.');
    }
}
