package coulombus.core.measurement;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Counts what is found about the data of one run, per kind, with the first place and two numbers of its first occurrence. A kind is
/// told when it is first seen and again, grown, whenever [#tellGrown] is called.
public final class QualityTally {
    private static final DataQualityKind[] KINDS = DataQualityKind.values();

    private final long[] count = new long[KINDS.length];
    private final long[] told = new long[KINDS.length];
    private final long[] firstSeq = new long[KINDS.length];
    private final double[] first = new double[KINDS.length];
    private final double[] second = new double[KINDS.length];
    private boolean fresh;

    /// Counts one occurrence. The two numbers are kept of the first one only, for its sentence.
    public void count(DataQualityKind kind, long seq, double firstNumber, double secondNumber) {
        int k = kind.ordinal();
        if (count[k] == 0) {
            firstSeq[k] = seq;
            first[k] = firstNumber;
            second[k] = secondNumber;
            fresh = true;
        }
        count[k]++;
    }

    /// How often a kind was counted so far.
    public long countOf(DataQualityKind kind) {
        return count[kind.ordinal()];
    }

    /// True where a kind was seen for the first time and not told yet.
    public boolean hasFresh() {
        return fresh;
    }

    /// Tells kinds that were never told.
    public void tellFresh(Consumer<DataQuality> listener) {
        tell(listener, false);
    }

    /// Tells every kind whose count has grown since it was last told.
    public void tellGrown(Consumer<DataQuality> listener) {
        tell(listener, true);
    }

    private void tell(Consumer<DataQuality> listener, boolean grown) {
        for (int k = 0; k < KINDS.length; k++) {
            if (count[k] > told[k] && (grown || told[k] == 0)) {
                told[k] = count[k];
                listener.accept(new DataQuality(KINDS[k], count[k], firstSeq[k], sentence(k)));
            }
        }
        fresh = false;
    }

    private String sentence(int k) {
        double a = first[k];
        double b = second[k];
        return switch (KINDS[k]) {
            case DUPLICATE_MEASUREMENT -> say("measurement %.0f came again; it counted once", a);
            case DUPLICATE_TIME -> say("two measurements at test time %.3f s; no charge is counted between them", a);
            case GAP -> say("%.0f measurements missing over %.3f s", a, b);
            case TIME_RESET -> say("test time fell from %.3f s to %.3f s; counting begins anew", a, b);
            case CLOCK_JUMP -> say("wall clock moved %.0f s while test time moved %.3f s", a, b);
            case FROZEN_TEST_CLOCK -> say("test time stood at %.3f s for %.0f measurements", a, b);
            case MISSING_CURRENT -> say("no current at test time %.3f s", a);
            case CURRENT_ABSENT -> "the data hold no current: direction is the sign of the voltage, charge is unknown";
            case CURRENT_QUANTISED -> say("current of %.4g A is printed in steps of %.4g A; the device's counter gives the charge", a, b);
            case CURRENT_ALL_ZERO -> say("every one of %.0f currents is zero: the column cannot show the currents of this cell", a);
            case CURRENT_OFF_SET_POINT -> say("mean current of a minute %.4g A in a step that began with %.4g A and controls it", a, b);
            case COUNTER_DISAGREES -> say("integral of the current %.6g Ah, the device's counter %.6g Ah", a, b);
            case STUCK_SENSOR -> say("voltage stood at %.6g V for %.0f measurements while the current changed", a, b);
            case IMPLAUSIBLE_VOLTAGE -> say("voltage %.6g V at test time %.3f s", a, b);
            case IMPEDANCE_LEFT_OUT -> say("impedance measurements from test time %.3f s on are not DC and are left out", a);
            case STARTS_MID_HALF_CYCLE -> say("the run begins inside a half-cycle: %.6g Ah had passed, %.3f s into the step", a, b);
            case SUSPENDED -> say("the test was suspended at test time %.3f s", a);
            case REJECTED_ROW, TRUNCATED_LINE, TIME_REPAIRED, CURRENT_DERIVED, UNIT_CORRECTED, RECORD_NUMBER_RESTARTED, NOTE ->
                say("first at test time %.3f s", a);
        };
    }

    private static String say(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    public void writeTo(StateWriter out) {
        int kinds = 0;
        for (long c : count) {
            kinds += c > 0 ? 1 : 0;
        }
        out.putByte(kinds);
        for (int k = 0; k < KINDS.length; k++) {
            if (count[k] > 0) {
                out.putByte(k);
                out.putLong(count[k]);
                out.putLong(told[k]);
                out.putLong(firstSeq[k]);
                out.putDouble(first[k]);
                out.putDouble(second[k]);
            }
        }
    }

    public void readFrom(StateReader in) {
        Arrays.fill(count, 0);
        Arrays.fill(told, 0);
        fresh = false;
        for (int kinds = in.getByte(); kinds > 0; kinds--) {
            int k = in.getByte();
            count[k] = in.getLong();
            told[k] = in.getLong();
            firstSeq[k] = in.getLong();
            first[k] = in.getDouble();
            second[k] = in.getDouble();
            fresh |= told[k] == 0;
        }
    }
}
