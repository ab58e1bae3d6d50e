package coulombus.drivers.neware;

/// The vendor's event codes in words. The list is not public: these were found by comparing files, the rest stays a number.
final class LogCode {
    static final long TEST_ENDED = 100001;
    static final long PAUSED = 100003;
    static final long STEP_FILE_REPLACED = 100215;
    private static final long RUNNING_NORMALLY = 102000;

    private LogCode() {}

    /// True for codes that tell of nothing unusual.
    static boolean isOrdinary(long code) {
        return code == 0 || code == RUNNING_NORMALLY;
    }

    static String words(long code) {
        return switch ((int) code) {
            case 0 -> "no event";
            case 100000 -> "test started";
            case (int) TEST_ENDED -> "test ended";
            case (int) PAUSED -> "paused";
            case 100004 -> "continued";
            case 100012 -> "step started";
            case 100056 -> "step finished";
            case (int) RUNNING_NORMALLY -> "step running";
            case 102001 -> "step ended by time";
            case 102004 -> "step ended by voltage";
            case 102005 -> "step ended by current";
            case (int) STEP_FILE_REPLACED -> "step file replaced while running";
            default -> "code " + code + ", meaning not known";
        };
    }
}
