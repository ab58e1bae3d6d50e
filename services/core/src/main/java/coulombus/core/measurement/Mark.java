package coulombus.core.measurement;

/// What a driver or reader has to say about a single measurement, as bits of one int.
public final class Mark {
    /// The interval before this measurement was not measured: a pause, a file border, a restarted clock. No charge is counted over it.
    public static final int BORDER = 1;
    /// The operator or the device suspended the test at this measurement; the half-cycle that is open did not end by itself.
    public static final int SUSPENDED = 1 << 1;
    /// The test time was repaired by the reader; the value as printed went backwards.
    public static final int TIME_REPAIRED = 1 << 2;

    /// The device says that the step ended by itself at this measurement.
    public static final int STEP_ENDED = 1 << 3;

    private Mark() {}
}
