package coulombus.formats;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import coulombus.core.measurement.DataQuality;
import coulombus.formats.MeasurementFile.CellHints;

/// How one file's table is to be read: everything that was settled from its head, once.
///
/// @param format          name of the format for people
/// @param separator       between fields
/// @param decimal         decimal point or comma
/// @param linesToSkip     lines up to and with the header
/// @param headerLine      index of the header line, from 0, for sampling
/// @param columns         what each column holds; `null` where of no interest
/// @param shape           how rows are arranged
/// @param signFromStep    true where currents may be magnitudes whose sign the step tells
/// @param particulars     what this vendor's rows need beyond the columns, called for every row as printed
/// @param hints           what the header says of the cell
/// @param notes           what was already found about the data
record TableLayout(String format, char separator, char decimal, int linesToSkip, int headerLine, Column[] columns, Shape shape,
        boolean signFromStep, Consumer<Row> particulars, CellHints hints, List<DataQuality> notes) {

    /// How the rows of a table are arranged.
    enum Shape {
        /// Every row is a measurement.
        FLAT,
        /// Cycle, step and measurement rows, told apart by their leading empty fields (Neware).
        THREE_LEVELS
    }

    TableLayout {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(particulars, "particulars");
        Objects.requireNonNull(hints, "hints");
        notes = List.copyOf(notes);
    }

    /// A flat table with nothing particular.
    static TableLayout flat(String format, Vocabulary.TableHeader header, char decimal) {
        return new TableLayout(format, header.separator(), decimal, header.line() + 1, header.line(), header.columns(), Shape.FLAT, false,
                row -> {}, CellHints.NONE, List.of());
    }

    TableLayout withColumns(Column[] changed) {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, changed, shape, signFromStep, particulars, hints,
                notes);
    }

    /// Without columns that nobody will ask for: the common counter of charge beside one for each direction.
    TableLayout withoutSpareColumns() {
        if (!has(Quantity.CHARGING_CAPACITY) || !has(Quantity.DISCHARGING_CAPACITY)) {
            return this;
        }
        Column[] needed = columns.clone();
        for (int i = 0; i < needed.length; i++) {
            boolean spare = needed[i] != null
                    && (needed[i].quantity() == Quantity.STEP_CAPACITY
                            || needed[i].quantity() == Quantity.CHARGE_INCREMENT && has(Quantity.CURRENT));
            needed[i] = spare ? null : needed[i];
        }
        return withColumns(needed);
    }

    TableLayout withShape(Shape changed) {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, columns, changed, signFromStep, particulars, hints,
                notes);
    }

    TableLayout withSignFromStep() {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, columns, shape, true, particulars, hints, notes);
    }

    TableLayout withParticulars(Consumer<Row> changed) {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, columns, shape, signFromStep, changed, hints, notes);
    }

    TableLayout withHints(CellHints changed) {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, columns, shape, signFromStep, particulars, changed,
                notes);
    }

    TableLayout withNotes(List<DataQuality> changed) {
        return new TableLayout(format, separator, decimal, linesToSkip, headerLine, columns, shape, signFromStep, particulars, hints,
                changed);
    }

    Set<Quantity> quantities() {
        Set<Quantity> found = EnumSet.noneOf(Quantity.class);
        for (Column column : columns) {
            if (column != null) {
                found.add(column.quantity());
            }
        }
        return found;
    }

    boolean has(Quantity quantity) {
        for (Column column : columns) {
            if (column != null && column.quantity() == quantity) {
                return true;
            }
        }
        return false;
    }
}
