package coulombus.drivers.neware;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A test as the database of a cycler would hold it, made step by step. Numbers are printed as the device prints them.
final class ScriptedTest {
    private static final DateTimeFormatter PRINTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /// One record; `attributes` is what stands in the answer.
    record Row(long seq, String attributes) {}

    final List<Row> rows = new ArrayList<>();
    final List<String> stepRows = new ArrayList<>();
    final List<String> logRows = new ArrayList<>();
    boolean complete;
    /// Adds to what the step rows say of the charge.
    double stepCapacityErrorFraction;
    private final Random random;
    private ZonedDateTime time;
    private long seq;
    private int stepIndex;

    ScriptedTest(LocalDateTime start, ZoneId zone, long seed) {
        this.time = start.atZone(zone);
        this.random = new Random(seed);
        logRows.add("seqid=\"1\" log_code=\"100000\" atime=\"" + PRINTED.format(time) + "\"");
    }

    /// A step under constant current, recorded at its start and end and every `every`.
    ScriptedTest step(int stepId, int cycle, String type, double currentAmpere, Duration length, Duration every) {
        long first = seq + 1;
        ZonedDateTime start = time;
        for (long at = 0; at <= length.toMillis(); at += every.toMillis()) {
            row(stepId, cycle, type, currentAmpere, at, start);
        }
        time = start.plus(length);
        stepIndex++;
        double capacity = Math.abs(currentAmpere) * length.toMillis() / 3.6e6 * (1 + stepCapacityErrorFraction);
        stepRows.add("startseqid=\"" + first + "\" endseqid=\"" + seq + "\" stepindex=\"" + stepIndex + "\" stepid=\"" + stepId
                + "\" cycleid=\"" + cycle + "\" steptype=\"" + type + "\" steptime=\"" + length.toMillis() + "\" endatime=\""
                + PRINTED.format(time) + "\" startvolt=\"0\" endvolt=\"0\" startcurr=\"" + print(currentAmpere) + "\" endcurr=\""
                + print(currentAmpere) + "\" cap=\"" + print((float) capacity) + "\" eng=\"0\" dcir=\"0\"");
        return this;
    }

    private void row(int stepId, int cycle, String type, double currentAmpere, long stepMillis, ZonedDateTime start) {
        double volt = (float) (0.05 * Math.signum(currentAmpere) + 0.001 * random.nextGaussian());
        add(stepId, cycle, type, stepMillis, PRINTED.format(start.plus(Duration.ofMillis(stepMillis))), volt, (float) currentAmpere,
                Math.abs(currentAmpere) * stepMillis / 3.6e6);
    }

    /// A record as given.
    ScriptedTest add(int stepId, int cycle, String type, long stepMillis, String localTime, double volt, double current, double capacity) {
        seq++;
        rows.add(new Row(seq, "seqid=\"" + seq + "\" stepid=\"" + stepId + "\" cycleid=\"" + cycle + "\" steptype=\"" + type
                + "\" testtime=\"" + stepMillis + "\" atime=\"" + localTime + "\" volt=\"" + print(volt) + "\" curr=\"" + print(current)
                + "\" cap=\"" + print(capacity) + "\" eng=\"" + print(capacity * Math.abs(volt)) + "\""));
        return this;
    }

    /// Rest, then plating and stripping for some cycles: steps 1, 2, 3.
    ScriptedTest platingAndStripping(int cycles, double currentAmpere, Duration half, Duration every) {
        step(1, 1, "rest", 0, half, every);
        for (int cycle = 1; cycle <= cycles; cycle++) {
            step(2, cycle, "dc", -currentAmpere, half, every);
            step(3, cycle, "cc", currentAmpere, half, every);
        }
        return this;
    }

    ScriptedTest ended() {
        complete = true;
        logRows.add("seqid=\"" + seq + "\" log_code=\"100001\" atime=\"" + PRINTED.format(time) + "\"");
        return this;
    }

    long count() {
        return rows.isEmpty() ? 0 : rows.getLast().seq();
    }

    /// 15 significant digits, an exponent below 1e-4.
    static String print(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(15)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < 15) {
            return digits.toPlainString();
        }
        String mantissa = digits.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "E" + (exponent < 0 ? "-" : "+") + String.format("%02d", Math.abs(exponent));
    }
}
