package coulombus.core.detection;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// "n of the last m": whether something was seen in each of the last few half-cycles or cycles that could be judged, where it began, and
/// whether it has been told.
///
/// ```
/// CLEAR --seen--> SOME --n of the last m--> TOLD --m in a row without--> CLEAR
/// ```
final class RecentSeen {
    private final int window;
    private final int needed;
    private int bits;
    private Onset onset = new Onset(0, Double.NaN, 0);
    private boolean told;

    RecentSeen(int window, int needed) {
        this.window = window;
        this.needed = needed;
    }

    /// Takes the next one. True where it is to be told now, once until it is clear again.
    boolean on(boolean seen, Onset here) {
        return on(seen, here, true);
    }

    /// Takes the next one.
    ///
    /// @param lasts false where it has not gone on for long enough since its onset to be told
    boolean on(boolean seen, Onset here, boolean lasts) {
        if (bits == 0 && seen) {
            onset = here;
        }
        bits = (bits << 1 | (seen ? 1 : 0)) & (1 << window) - 1;
        told &= bits != 0;
        if (told || !lasts || Integer.bitCount(bits) < needed) {
            return false;
        }
        told = true;
        return true;
    }

    int count() {
        return Integer.bitCount(bits);
    }

    Onset onset() {
        return onset;
    }

    boolean isTold() {
        return told;
    }

    void clear() {
        bits = 0;
        told = false;
    }

    void writeTo(StateWriter out) {
        out.putByte(bits);
        out.putBoolean(told);
        if (bits != 0) {
            onset.writeTo(out);
        }
    }

    void readFrom(StateReader in) {
        bits = in.getByte();
        told = in.getBoolean();
        onset = bits == 0 ? new Onset(0, Double.NaN, 0) : Onset.readFrom(in);
    }
}
