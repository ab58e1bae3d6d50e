package coulombus.formats;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import coulombus.core.measurement.StepKind;
import coulombus.formats.MeasurementFile.CellHints;

import static coulombus.formats.Quantity.CHARGE_INCREMENT;
import static coulombus.formats.Quantity.CHARGING_CAPACITY;
import static coulombus.formats.Quantity.CONTROL;
import static coulombus.formats.Quantity.CONTROL_MODE;
import static coulombus.formats.Quantity.CURRENT;
import static coulombus.formats.Quantity.CYCLE;
import static coulombus.formats.Quantity.DISCHARGING_CAPACITY;
import static coulombus.formats.Quantity.FLAGS;
import static coulombus.formats.Quantity.FREQUENCY;
import static coulombus.formats.Quantity.STEP_ID;
import static coulombus.formats.Quantity.TEMPERATURE;
import static coulombus.formats.Quantity.TEST_TIME;
import static coulombus.formats.Quantity.VOLTAGE;

/// EC-Lab's and BT-Lab's text export (.mpt), and the same columns as a plain CSV made from an .mpr file.
///
/// The mode column tells current control (1), voltage control (2) and rest (3); the sign is that of the set-point, because the
/// oxidation flag lags by a row. A row with a frequency is impedance. EC-Lab's `step time` does not begin anew with every sequence and
/// is left aside.
final class BioLogicText implements CyclerFormat {
    private static final Pattern HEADER_LINES = Pattern.compile("Nb header lines\\s*:\\s*(\\d+)\\s*");
    private static final Pattern HINT = Pattern.compile("([^:]+?)\\s*:\\s*([0-9]+[.,]?[0-9]*)\\s*(\\S+)\\s*");
    /// What EC-Lab fills in where nobody entered an area or a mass.
    private static final double NOT_ENTERED = 0.001;
    private static final int MODE_BITS = 3;
    private static final Vocabulary WORDS = new Vocabulary().words(TEST_TIME, "time").words(VOLTAGE, "ewe", "<ewe>", "ecell", "ewe-ece")
            .words(CURRENT, "<i>", "i").words(CHARGE_INCREMENT, "dq").words(CHARGING_CAPACITY, "q charge")
            .words(DISCHARGING_CAPACITY, "q discharge").words(STEP_ID, "ns").words(CYCLE, "cycle number").words(CONTROL_MODE, "mode")
            .words(FLAGS, "flags").words(CONTROL, "control/v", "control").words(FREQUENCY, "freq").words(TEMPERATURE, "temperature");

    @Override
    public String name() {
        return "BioLogic mpt";
    }

    @Override
    public Optional<TableLayout> recognise(FileHead head) throws UnreadableFileException {
        String first = head.line(0).strip();
        if (first.equals("EC-Lab ASCII FILE") || first.equals("BT-Lab ASCII FILE")) {
            return Optional.of(mpt(head));
        }
        return WORDS.find(head, EnumSet.of(TEST_TIME, VOLTAGE), Set.of("ewe", "ecell", "<ewe>")).map(header -> TableLayout
                .flat("BioLogic mpr as CSV", header, HeadSample.decimal(head, header)).withParticulars(BioLogicText::settle));
    }

    private TableLayout mpt(FileHead head) throws UnreadableFileException {
        Matcher count = HEADER_LINES.matcher(head.line(1));
        if (!count.matches()) {
            throw new UnreadableFileException(head.file(), 2,
                    "EC-Lab's 'Nb header lines : N' was expected, but there is '" + head.line(1) + "'");
        }
        int headerLine = Integer.parseInt(count.group(1)) - 1;
        List<String> cells = head.cells(headerLine, '\t');
        Vocabulary.TableHeader header = new Vocabulary.TableHeader(headerLine, '\t', cells,
                WORDS.columns(head.headerCells(headerLine, '\t')));
        if (header.indexOf(TEST_TIME) < 0 || header.indexOf(VOLTAGE) < 0) {
            throw new UnreadableFileException(head.file(), headerLine + 1L,
                    "this technique's table has no time/s and voltage columns; it has " + String.join(", ", cells));
        }
        return TableLayout.flat(name(), header, HeadSample.decimal(head, header)).withHints(hints(head, headerLine))
                .withParticulars(BioLogicText::settle);
    }

    private static void settle(Row row) {
        int mode = row.has(FLAGS) ? row.count(FLAGS) & MODE_BITS : row.count(CONTROL_MODE);
        row.set(CONTROL_MODE, mode);
        double set = row.get(CONTROL);
        double moved = row.has(CURRENT) ? row.get(CURRENT) : row.get(CHARGE_INCREMENT);
        switch (mode) {
            case 1 -> {
                double sign = set > 0 || set < 0 ? set : moved;
                row.stepKind = sign > 0
                        ? StepKind.CONSTANT_CURRENT_CHARGE
                        : sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.UNKNOWN;
            }
            case 2 -> row.stepKind = moved > 0
                    ? StepKind.CONSTANT_VOLTAGE_CHARGE
                    : moved < 0 ? StepKind.CONSTANT_VOLTAGE_DISCHARGE : StepKind.UNKNOWN;
            case 3 -> row.stepKind = StepKind.REST;
            default -> row.stepKind = StepKind.UNKNOWN;
        }
    }

    private static CellHints hints(FileHead head, int headerLine) {
        double area = Double.NaN;
        double mass = Double.NaN;
        for (int i = 0; i < headerLine; i++) {
            Matcher hint = HINT.matcher(head.line(i).strip());
            if (!hint.matches()) {
                continue;
            }
            double value = Double.parseDouble(hint.group(2).replace(',', '.'));
            boolean entered = value > 0 && value != NOT_ENTERED;
            if (hint.group(1).equals("Electrode surface area") && entered) {
                area = value;
            } else if (hint.group(1).equals("Mass of active material") && entered) {
                mass = value * (hint.group(3).equals("g") ? 1000 : 1);
            }
        }
        return new CellHints(area, mass);
    }
}
