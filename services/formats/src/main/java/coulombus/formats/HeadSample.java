package coulombus.formats;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.InstrumentFacts;

/// What the first rows of a table tell of how it is printed: decimal sign, order of dates, units that cannot be right, and the last
/// digit of each quantity.
final class HeadSample {
    /// No single cell and no small pack has this voltage; a column above it holds mV, whatever its name says.
    private static final double IMPLAUSIBLE_VOLT = 100;
    private static final int LARGEST_DECIMALS = 6;
    private static final double COARSE_DAY = 1e-3;
    private static final Pattern NO_NUMBER = Pattern.compile("[-+]?(nan|inf|infinity|n/a|-)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[-+]?\\d+,\\d+([eE][-+]?\\d+)?\\s*");

    private final TableLayout layout;
    private final List<List<String>> rows;

    HeadSample(FileHead head, TableLayout layout) {
        this.layout = layout;
        this.rows = head.sampleRows(layout.headerLine(), layout.separator());
    }

    /// The decimal sign of the numbers below a header.
    static char decimal(FileHead head, Vocabulary.TableHeader header) {
        if (header.separator() == ',') {
            return '.';
        }
        for (List<String> row : head.sampleRows(header.line(), header.separator())) {
            for (int i = 0; i < Math.min(row.size(), header.columns().length); i++) {
                Column column = header.columns()[i];
                boolean numeric = column != null && column.quantity() != Quantity.WALL_CLOCK && column.quantity() != Quantity.STEP_KIND;
                if (numeric && DECIMAL_COMMA.matcher(row.get(i)).matches()) {
                    return ',';
                }
            }
        }
        return '.';
    }

    boolean isDayFirst() {
        return texts(Quantity.WALL_CLOCK).stream().anyMatch(WallClock::isDayFirst);
    }

    /// The layout with the units as the numbers show them; each correction is noted.
    TableLayout corrected() {
        List<DataQuality> notes = new ArrayList<>(layout.notes());
        Column[] columns = layout.columns().clone();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null && columns[i].quantity() == Quantity.VOLTAGE) {
                double volt = columns[i].unit().toBase(median(Quantity.VOLTAGE));
                if (volt > IMPLAUSIBLE_VOLT) {
                    columns[i] = columns[i].withUnit(columns[i].unit().dividedBy(1000));
                    notes.add(new DataQuality(DataQualityKind.UNIT_CORRECTED, 1, 1, String.format(Locale.ROOT,
                            "the voltage column says V, but its values around %.0f can only be mV; read as mV", volt)));
                }
            }
        }
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] != null && columns[i].quantity() == Quantity.WALL_CLOCK && isClockOfCoarseDays()) {
                columns[i] = null;
            }
        }
        double unitSecond = timeUnitSecond();
        if (unitSecond != 1) {
            for (int i = 0; i < columns.length; i++) {
                if (columns[i] != null && (columns[i].quantity() == Quantity.TEST_TIME || columns[i].quantity() == Quantity.STEP_TIME)) {
                    columns[i] = columns[i].withUnit(columns[i].unit().times(unitSecond));
                }
            }
            notes.add(new DataQuality(DataQualityKind.UNIT_CORRECTED, 1, 1, String.format(Locale.ROOT,
                    "the time column names no unit; the wall clock beside it shows that it counts %s",
                    unitSecond == 60 ? "minutes" : "hours")));
        }
        return layout.withColumns(columns).withNotes(notes);
    }

    /// A clock in hundredths of a day tells no pause and no jump: its own steps are a quarter of an hour.
    private boolean isClockOfCoarseDays() {
        double first = median(Quantity.WALL_CLOCK);
        double digit = resolution(Quantity.WALL_CLOCK);
        List<String> clocks = texts(Quantity.WALL_CLOCK);
        boolean standsStill = clocks.stream().distinct().count() < clocks.size();
        return standsStill && WallClock.isSerialDay(first) && digit >= COARSE_DAY && digit < 1;
    }

    /// Seconds per unit of a time column that names none, as the wall clock shows; 1 where it shows nothing else.
    private double timeUnitSecond() {
        boolean stated = Arrays.stream(layout.columns()).anyMatch(c -> c != null && c.quantity() == Quantity.TEST_TIME && c.unitStated());
        List<String> times = texts(Quantity.TEST_TIME);
        List<String> clocks = texts(Quantity.WALL_CLOCK);
        int last = Math.min(times.size(), clocks.size()) - 1;
        if (stated || last < 1) {
            return 1;
        }
        WallClock clock = new WallClock(ZoneId.of("UTC"), isDayFirst());
        double wall = unix(clock, clocks.get(last)) - unix(clock, clocks.get(0));
        double test = Numbers.parse(times.get(last), layout.decimal()) - Numbers.parse(times.get(0), layout.decimal());
        double ratio = wall / test;
        for (double unit : new double[]{ 60, 3600 }) {
            if (Math.abs(ratio / unit - 1) < 0.1) {
                return unit;
            }
        }
        return 1;
    }

    private static double unix(WallClock clock, String text) {
        return clock.parseUnixSecond(text.toCharArray(), 0, text.length());
    }

    private double median(Quantity quantity) {
        double[] values = texts(quantity).stream().mapToDouble(text -> Numbers.parse(text, layout.decimal())).filter(Double::isFinite)
                .sorted().toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    /// How the instrument measures; to be asked of the corrected layout.
    InstrumentFacts instrument(CurrentBasis basis) {
        double counter = Stream.of(Quantity.CHARGING_CAPACITY, Quantity.DISCHARGING_CAPACITY, Quantity.STEP_CAPACITY)
                .mapToDouble(this::resolution).filter(Double::isFinite).findFirst().orElse(Double.NaN);
        double time = resolution(layout.has(Quantity.TEST_TIME) ? Quantity.TEST_TIME : Quantity.STEP_TIME);
        return new InstrumentFacts(layout.format(), basis, resolution(Quantity.CURRENT), resolution(Quantity.VOLTAGE), time, counter,
                Double.NaN);
    }

    /// The last printed digit in base units; NaN where the column is not printed with fixed decimals, or with more than it measures.
    double resolution(Quantity quantity) {
        int decimals = -1;
        int mostDigits = 0;
        boolean nonZero = false;
        boolean duration = false;
        for (String text : texts(quantity)) {
            if (text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
                return Double.NaN;
            }
            if (NO_NUMBER.matcher(text).matches()) {
                continue;
            }
            int point = text.lastIndexOf(layout.decimal());
            nonZero |= !text.equals("0");
            duration |= text.indexOf(':') >= 0;
            if (point < 0 && text.equals("0")) {
                continue;
            }
            int here = point < 0 ? 0 : text.length() - point - 1;
            if (decimals >= 0 && here != decimals) {
                return Double.NaN;
            }
            decimals = here;
            mostDigits = Math.max(mostDigits, significantDigits(text));
        }
        boolean many = decimals > LARGEST_DECIMALS && (mostDigits == 0 || mostDigits > LARGEST_DECIMALS);
        if (decimals < 0 || !nonZero || many) {
            return Double.NaN;
        }
        Unit unit = duration ? Unit.base(Unit.Dimension.TIME) : unit(quantity);
        return unit.toBase(1) / Math.pow(10, decimals);
    }

    private static int significantDigits(String text) {
        int count = 0;
        boolean leading = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                leading &= c == '0';
                count += leading ? 0 : 1;
            }
        }
        return count;
    }

    private Unit unit(Quantity quantity) {
        return Arrays.stream(layout.columns()).filter(c -> c != null && c.quantity() == quantity).findFirst().map(Column::unit)
                .orElse(Unit.base(quantity.dimension()));
    }

    private List<String> texts(Quantity quantity) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < layout.columns().length; i++) {
            if (layout.columns()[i] == null || layout.columns()[i].quantity() != quantity) {
                continue;
            }
            for (List<String> row : rows) {
                if (i < row.size() && !row.get(i).isBlank() && isMeasurement(row)) {
                    texts.add(row.get(i).strip());
                }
            }
        }
        return texts;
    }

    private boolean isMeasurement(List<String> row) {
        return layout.shape() == TableLayout.Shape.FLAT || row.size() > 2 && row.get(0).isEmpty() && row.get(1).isEmpty();
    }
}
