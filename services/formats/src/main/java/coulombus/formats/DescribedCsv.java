package coulombus.formats;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/// A table of no vendor, described by a person in YAML: separator, decimal sign, where the header stands, and for each column what it
/// holds, in which unit. `docs/reference/file-formats.md` has an example.
///
/// @param format           name for people
/// @param separator        between fields, one character or `tab`
/// @param decimal          `.` or `,`
/// @param encoding         name of the character set; empty where it is to be found out
/// @param headerLine       line of the header, from 1; 0 where `headerStartsWith` finds it
/// @param headerStartsWith start of the header line; empty where `headerLine` tells it
/// @param currentSign      what a positive current does, or where its sign comes from
/// @param columns          the columns of interest
record DescribedCsv(String format, String separator, String decimal, String encoding, int headerLine, String headerStartsWith,
        CurrentSign currentSign, List<DescribedColumn> columns) {
    private static final Map<String, Quantity> QUANTITIES = new TreeMap<>(Map.ofEntries(Map.entry("record_index", Quantity.RECORD),
            Map.entry("test_time", Quantity.TEST_TIME), Map.entry("step_time", Quantity.STEP_TIME), Map.entry("voltage", Quantity.VOLTAGE),
            Map.entry("current", Quantity.CURRENT), Map.entry("charging_capacity", Quantity.CHARGING_CAPACITY),
            Map.entry("discharging_capacity", Quantity.DISCHARGING_CAPACITY), Map.entry("step_capacity", Quantity.STEP_CAPACITY),
            Map.entry("charge_increment", Quantity.CHARGE_INCREMENT), Map.entry("wall_clock", Quantity.WALL_CLOCK),
            Map.entry("temperature", Quantity.TEMPERATURE), Map.entry("cycle_count", Quantity.CYCLE),
            Map.entry("step_id", Quantity.STEP_ID), Map.entry("step_count", Quantity.STEP_COUNT),
            Map.entry("step_type", Quantity.STEP_KIND), Map.entry("frequency", Quantity.FREQUENCY)));
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    /// What a positive current in the file does.
    enum CurrentSign {
        POSITIVE_CHARGES, POSITIVE_DISCHARGES, FROM_STEP_TYPE
    }

    /// @param name     as the header prints it
    /// @param quantity what it holds
    /// @param unit     its unit; may be left out for counts, dates and words
    record DescribedColumn(String name, String quantity, String unit) {
        DescribedColumn {
            Objects.requireNonNull(name, "columns: every column needs a name");
            Objects.requireNonNull(quantity, "column '" + name + "' needs a quantity");
            unit = unit == null ? "" : unit;
            Quantity known = QUANTITIES.get(quantity);
            if (known == null) {
                throw new IllegalArgumentException(
                        "column '" + name + "': the quantity '" + quantity + "' is none of " + QUANTITIES.keySet());
            }
            boolean unitless = known.dimension() == Unit.Dimension.NONE || known == Quantity.WALL_CLOCK;
            if (!unitless && Unit.of(unit).filter(u -> u.dimension() == known.dimension()).isEmpty()) {
                throw new IllegalArgumentException(
                        "column '" + name + "': '" + unit + "' is no unit of " + known.dimension().name().toLowerCase(Locale.ROOT));
            }
        }

        Column column() {
            Quantity known = QUANTITIES.get(quantity);
            return new Column(known, Unit.of(unit).orElse(Unit.base(known.dimension())), true);
        }
    }

    DescribedCsv {
        format = format == null ? "described CSV" : format;
        separator = separator == null ? "," : separator;
        decimal = decimal == null ? "." : decimal;
        encoding = encoding == null ? "" : encoding;
        headerStartsWith = headerStartsWith == null ? "" : headerStartsWith;
        currentSign = currentSign == null ? CurrentSign.POSITIVE_CHARGES : currentSign;
        columns = columns == null ? List.of() : List.copyOf(columns);
        if (separator.length() != 1 && !separator.equals("tab")) {
            throw new IllegalArgumentException("separator: one character or 'tab', was '" + separator + "'");
        }
        if (!decimal.equals(".") && !decimal.equals(",")) {
            throw new IllegalArgumentException("decimal: '.' or ',', was '" + decimal + "'");
        }
        if (!encoding.isEmpty() && !Charset.isSupported(encoding)) {
            throw new IllegalArgumentException("encoding: '" + encoding + "' is not known");
        }
        if (headerLine <= 0 == headerStartsWith.isEmpty()) {
            throw new IllegalArgumentException("either header_line (from 1) or header_starts_with is needed");
        }
        for (Quantity needed : List.of(Quantity.TEST_TIME, Quantity.VOLTAGE)) {
            if (columns.stream().noneMatch(c -> c.column().quantity() == needed)) {
                throw new IllegalArgumentException("columns: none has the quantity " + needed.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    static DescribedCsv read(Path yaml) throws IOException {
        if (!Files.isRegularFile(yaml)) {
            throw new UnreadableFileException(yaml, "there is no such description of a file");
        }
        try {
            JsonNode tree = YAML.readTree(Files.readString(yaml));
            return CellpyInstrument.isOne(tree)
                    ? CellpyInstrument.describe(tree)
                    : YAML.readValue(Files.readString(yaml), DescribedCsv.class);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFileException(yaml, e.getMessage());
        } catch (JsonProcessingException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String said = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw line > 0 ? new UnreadableFileException(yaml, line, said) : new UnreadableFileException(yaml, said);
        }
    }

    /// The head of a file in the described encoding.
    FileHead decoded(FileHead guessed) {
        return encoding.isEmpty() ? guessed : guessed.decodedAs(Charset.forName(encoding));
    }

    /// How to read this file by the description.
    TableLayout layout(FileHead head) throws UnreadableFileException {
        char between = separator.equals("tab") ? '\t' : separator.charAt(0);
        int line = headerIndex(head);
        List<String> cells = head.cells(line, between).stream().map(String::strip).toList();
        Column[] found = new Column[cells.size()];
        for (DescribedColumn column : columns) {
            int index = cells.indexOf(column.name);
            if (index < 0) {
                throw new UnreadableFileException(head.file(), line + 1L,
                        "the described column '" + column.name + "' is not in the header; it has " + String.join(", ", cells));
            }
            found[index] = column.column();
        }
        Vocabulary.TableHeader header = new Vocabulary.TableHeader(line, between, cells, found);
        TableLayout layout = TableLayout.flat(format, header, decimal.charAt(0)).withParticulars(particulars());
        return currentSign == CurrentSign.FROM_STEP_TYPE ? layout.withSignFromStep() : layout;
    }

    private int headerIndex(FileHead head) throws UnreadableFileException {
        if (headerLine > 0) {
            if (headerLine > head.lines().size()) {
                throw new UnreadableFileException(head.file(), "the description says header_line " + headerLine + ", but there are only "
                        + head.lines().size() + " lines");
            }
            return headerLine - 1;
        }
        return Optional.of(head.lines().stream().takeWhile(l -> !l.startsWith(headerStartsWith)).count()).map(Long::intValue)
                .filter(index -> index < head.lines().size()).orElseThrow(() -> new UnreadableFileException(head.file(),
                        "no line starts with '" + headerStartsWith + "', where the description expects the header"));
    }

    private Consumer<Row> particulars() {
        return currentSign == CurrentSign.POSITIVE_DISCHARGES ? row -> row.set(Quantity.CURRENT, -row.get(Quantity.CURRENT)) : row -> {};
    }
}
