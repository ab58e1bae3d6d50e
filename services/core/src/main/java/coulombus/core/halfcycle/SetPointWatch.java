package coulombus.core.halfcycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Watches whether a step that controls the current holds it: means over 60 s and at least three measurements, compared with the first such
/// mean of the step. A mean, because the noise of a single measurement may be 12 % in a range that is too large.
///
/// What it finds is said of the data and masks nothing: a current off its set-point does not hide a short.
final class SetPointWatch {
    static final double OFF_FRACTION = 0.05;
    private static final double WINDOW_SECOND = 60;
    private static final int MEASUREMENTS = 3;

    private double referenceAmpere;
    private double ampereSecond;
    private double second;
    private int measurements;

    /// Another step began.
    void open() {
        referenceAmpere = 0;
        ampereSecond = 0;
        second = 0;
        measurements = 0;
    }

    /// Takes |I| over the interval before it; `continuous` where the one before was of the same step. Answers the mean that is off, or 0.
    double on(double ampere, double dt, boolean continuous) {
        if (!continuous) {
            open();
            return 0;
        }
        ampereSecond += ampere * dt;
        second += dt;
        measurements++;
        return second >= WINDOW_SECOND && measurements >= MEASUREMENTS ? judge() : 0;
    }

    private double judge() {
        double mean = ampereSecond / second;
        ampereSecond = 0;
        second = 0;
        measurements = 0;
        if (referenceAmpere == 0) {
            referenceAmpere = mean;
            return 0;
        }
        return Math.abs(mean - referenceAmpere) > OFF_FRACTION * referenceAmpere ? mean : 0;
    }

    double referenceAmpere() {
        return referenceAmpere;
    }

    void writeTo(StateWriter out) {
        out.putDouble(referenceAmpere);
        out.putDouble(ampereSecond);
        out.putDouble(second);
        out.putInt(measurements);
    }

    void readFrom(StateReader in) {
        referenceAmpere = in.getDouble();
        ampereSecond = in.getDouble();
        second = in.getDouble();
        measurements = in.getInt();
    }
}
