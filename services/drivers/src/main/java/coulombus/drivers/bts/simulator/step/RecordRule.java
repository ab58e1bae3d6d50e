package coulombus.drivers.bts.simulator.step;

/// When a point is written beside those at the begin and the end of a step; any of them.
///
/// @param timeTicks     every so many ticks of 100 ms since the step's begin; [Long#MAX_VALUE] for never
/// @param voltageVolt   where the voltage is so far from that of the last point written for this reason; infinite for never
/// @param currentAmpere the same for the current
public record RecordRule(long timeTicks, double voltageVolt, double currentAmpere) {
    public static final RecordRule NONE = new RecordRule(Long.MAX_VALUE, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public RecordRule {
        if (timeTicks < 1 || !(voltageVolt > 0) || !(currentAmpere > 0)) {
            throw new IllegalArgumentException("a record rule needs an interval of at least 100 ms and changes greater than 0");
        }
    }
}
