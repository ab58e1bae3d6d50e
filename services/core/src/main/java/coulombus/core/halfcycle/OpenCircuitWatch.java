package coulombus.core.halfcycle;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// Watches for a circuit that opened: a step that controls the current asks for it and it does not flow, or the voltage stands past
/// the safety limit, as it does when a current source drives nothing.
///
/// Rule: |I| < 5 % of its recent mean in a constant-current step, or |V| above the safety voltage, for more than 2 s and at least
/// 3 measurements. One finding per half-cycle.
public final class OpenCircuitWatch {
    public static final String DETECTOR = "open-circuit/1";
    public static final double CURRENT_FRACTION = 0.05;
    public static final double CONFIRM_SECOND = 2;
    static final int MEASUREMENTS_TO_CONFIRM = 3;

    private int measurements;
    private boolean told;
    private double onsetTestTimeSecond;
    private long onsetSeq;

    /// What was seen, to make a finding of.
    public record Disconnection(double onsetTestTimeSecond, long onsetSeq, double detectedTestTimeSecond, long detectedSeq,
            double voltageVolt, double currentAmpere, double expectedAmpere) {}

    /// A new half-cycle began.
    public void open() {
        measurements = 0;
        told = false;
    }

    /// Takes a measurement. True where the disconnection has just become certain.
    public boolean on(long seq, double testTimeSecond, boolean controlsCurrent, double current, double expectedAmpere, double v,
            double safetyVoltageVolt) {
        boolean noCurrent = controlsCurrent && Math.abs(current) < CURRENT_FRACTION * expectedAmpere;
        if (!noCurrent && !(Math.abs(v) > safetyVoltageVolt)) {
            measurements = 0;
            return false;
        }
        if (measurements == 0) {
            onsetTestTimeSecond = testTimeSecond;
            onsetSeq = seq;
        }
        measurements++;
        boolean certain = !told && measurements >= MEASUREMENTS_TO_CONFIRM && testTimeSecond - onsetTestTimeSecond > CONFIRM_SECOND;
        told |= certain;
        return certain;
    }

    /// The evidence of a disconnection that has just become certain at the measurement given.
    public Disconnection disconnection(long seq, double testTimeSecond, double v, double current, double expectedAmpere) {
        return new Disconnection(onsetTestTimeSecond, onsetSeq, testTimeSecond, seq, v, current, expectedAmpere);
    }

    public void writeTo(StateWriter out) {
        out.putInt(measurements);
        out.putBoolean(told);
        out.putDouble(onsetTestTimeSecond);
        out.putLong(onsetSeq);
    }

    public void readFrom(StateReader in) {
        measurements = in.getInt();
        told = in.getBoolean();
        onsetTestTimeSecond = in.getDouble();
        onsetSeq = in.getLong();
    }
}
