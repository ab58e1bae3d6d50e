package coulombus.core.protocol;

/// When a measurement is recorded: whenever one of the stated changes since the last record is reached (OR). NaN where not stated; one at
/// least is.
///
/// @param timeSecond     time since the last record in s, greater than 0, or NaN
/// @param voltageVolt    change of voltage in V, greater than 0, or NaN
/// @param currentAmpere  change of current in A, greater than 0, or NaN
public record RecordingRule(double timeSecond, double voltageVolt, double currentAmpere) {

    /// Every 10 s.
    public static final RecordingRule EVERY_TEN_SECONDS = new RecordingRule(10, Double.NaN, Double.NaN);

    public RecordingRule {
        requirePositiveOrUnset(timeSecond, "time");
        requirePositiveOrUnset(voltageVolt, "voltage");
        requirePositiveOrUnset(currentAmpere, "current");
        if (Double.isNaN(timeSecond) && Double.isNaN(voltageVolt) && Double.isNaN(currentAmpere)) {
            throw new IllegalArgumentException("recording: must state at least one of time, voltage and current");
        }
    }

    private static void requirePositiveOrUnset(double value, String name) {
        if (value <= 0 || Double.isInfinite(value)) {
            throw new IllegalArgumentException("recording." + name + ": must be greater than 0; was " + value);
        }
    }
}
