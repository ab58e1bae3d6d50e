package coulombus.drivers.bts.simulator.channel;

/// One entry of a test's log.
///
/// @param recordNumber the record it belongs to
/// @param tick         virtual time
/// @param clockMillis  how far its date and time are off
public record LogRow(int recordNumber, int code, long tick, long clockMillis) {
    public static final int TEST_STARTED = 100000;
    public static final int TEST_ENDED = 100001;
    public static final int PAUSED = 100003;
    public static final int CONTINUED = 100004;
    public static final int RESET_TAKEN = 100007;
    public static final int STEP_STARTED = 100012;
    public static final int STEP_FINISHED = 100056;
    public static final int RESET_WRITTEN = 100213;
    public static final int RESET_BEGUN = 100215;
    public static final int RUNNING = 102000;
    public static final int BY_TIME = 102001;
    public static final int BY_VOLTAGE = 102004;
    public static final int BY_CURRENT = 102005;
    /// Stopped by a person or program. Invented: the vendor's code is not public.
    public static final int STOPPED = 190000;
    /// A limit of Protect was exceeded. Invented: the vendor's codes are not public.
    public static final int PROTECT_VOLTAGE = 190001;
    public static final int PROTECT_CURRENT = 190002;
    public static final int PROTECT_CAPACITY = 190003;
    /// Jumped to another step on order. Invented.
    public static final int WENT_TO = 190004;

    /// True for what concerns the whole test and not one step of it.
    public boolean isOfTest() {
        return switch (code) {
            case STEP_STARTED, STEP_FINISHED, BY_TIME, BY_VOLTAGE, BY_CURRENT -> false;
            default -> true;
        };
    }
}
