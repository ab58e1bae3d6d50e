package coulombus.core.detection;

import java.util.Arrays;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// A small fall of the plateau that came at once and stays: a cumulative sum against what the last hours held, not against the baseline.
/// A drift of the temperature moves the plateau away from its baseline and makes the baseline's scatter large; a small bridge that forms
/// then is hidden in both, but it is there within one half-cycle, and what is warmed follows slowly.
///
/// ```
/// STILL --r below the lowest of the last eight by more than a warming makes in two half-cycles--> FALLEN (that lowest is the level)
/// c = max(0, c + min(4, -(r - level)/d) - 1);  FALLEN --c > 8--> certain;  FALLEN --c = 0--> STILL
/// ```
/// r = ln(|P|/B); d the scatter of r from one half-cycle of a direction to the next. The last half-cycle is not among the eight: the bridge
/// may have formed in it. Must not trip: the end of a bubble or of a bad contact (the lowest of eight is from before it; a level further
/// above the baseline than the temperature explains is none; and only what is below the baseline adds), half-cycles at a current that comes
/// back after others (their past is forgotten).
final class AbruptFall {
    private static final int REMEMBERED = 9;
    private static final double SCATTER_WEIGHT = 0.05;
    private static final double CLIPPED_AT = 4;

    private final double smallestScatter;
    private final double temperatureAllowance;
    private final double warmingSecond;
    private final float[] last = new float[REMEMBERED];
    private int known;
    private int lastHalfCycle;
    private float scatter;
    private float sum;
    /// NaN while nothing fell.
    private float level = Float.NaN;
    private Onset onset = new Onset(0, Double.NaN, 0);

    /// @param smallestScatter      of ln |P|
    /// @param temperatureAllowance fall of ln |P| that an unmeasured temperature may make
    /// @param warmingSecond        time constant of the fastest warming
    AbruptFall(double smallestScatter, double temperatureAllowance, double warmingSecond) {
        this.smallestScatter = smallestScatter;
        this.temperatureAllowance = temperatureAllowance;
        this.warmingSecond = warmingSecond;
        this.scatter = (float) smallestScatter;
    }

    /// Takes the next half-cycle.
    ///
    /// @param allowance of the cumulative sum, in scatters
    /// @param longest   what one half-cycle may add, in scatters
    void on(Judged j, double allowance, double longest) {
        int number = j.halfCycle().number();
        boolean goesOn = number - lastHalfCycle <= 2 && number - j.baseline().lastHalfCycle() <= 2;
        known = goesOn ? known : 0;
        lastHalfCycle = number;
        double r = j.deviation();
        if (Float.isNaN(level)) {
            look(j, r);
        }
        if (!Float.isNaN(level)) {
            double step = r < 0 ? Math.min(longest, (level - r) / scatter) : 0;
            sum = (float) Math.max(0, sum + step - allowance);
            level = sum == 0 ? Float.NaN : level;
        }
        System.arraycopy(last, 0, last, 1, REMEMBERED - 1);
        last[0] = (float) r;
        known = Math.min(REMEMBERED, known + 1);
    }

    private void look(Judged j, double r) {
        if (known >= 2) {
            double step = Math.min(CLIPPED_AT * scatter, 1.25 * Math.abs(r - last[1]) / Math.sqrt(2));
            scatter = (float) Math.max(smallestScatter, scatter + SCATTER_WEIGHT * (step - scatter));
        }
        if (known < REMEMBERED) {
            return;
        }
        double lowest = last[1];
        for (int i = 2; i < known; i++) {
            lowest = Math.min(lowest, last[i]);
        }
        if (lowest < temperatureAllowance && r - lowest < -mostInTwo(j.halfCycle().durationSecond())) {
            level = (float) lowest;
            onset = Onset.of(j.halfCycle());
        }
    }

    /// How far an unmeasured warming takes ln |P| until the second half-cycle after its begin, on the mean of that half-cycle.
    private double mostInTwo(double halfCycleSecond) {
        double x = halfCycleSecond / warmingSecond;
        return temperatureAllowance * (1 - (Math.exp(-x) - Math.exp(-2 * x)) / x);
    }

    double sum() {
        return sum;
    }

    /// ln(|P|/B) before the fall; NaN where nothing fell.
    double level() {
        return level;
    }

    double scatter() {
        return scatter;
    }

    Onset onset() {
        return onset;
    }

    void forget() {
        Arrays.fill(last, 0);
        known = 0;
        sum = 0;
        level = Float.NaN;
    }

    void writeTo(StateWriter out) {
        for (float deviation : last) {
            putFloat(out, deviation);
        }
        out.putByte(known);
        out.putInt(lastHalfCycle);
        putFloat(out, scatter);
        putFloat(out, sum);
        putFloat(out, level);
        onset.writeTo(out);
    }

    void readFrom(StateReader in) {
        for (int i = 0; i < REMEMBERED; i++) {
            last[i] = Float.intBitsToFloat(in.getInt());
        }
        known = in.getByte();
        lastHalfCycle = in.getInt();
        scatter = Float.intBitsToFloat(in.getInt());
        sum = Float.intBitsToFloat(in.getInt());
        level = Float.intBitsToFloat(in.getInt());
        onset = Onset.readFrom(in);
    }

    private static void putFloat(StateWriter out, float value) {
        out.putInt(Float.floatToRawIntBits(value));
    }
}
