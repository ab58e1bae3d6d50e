package coulombus.drivers.neware;

/// A record as the database has it.
///
/// @param seq                1, 2, 3 ... over the whole test
/// @param stepId             step of the program, repeats in a loop
/// @param cycle              the vendor's cycle, from 1
/// @param stepType           the vendor's word
/// @param stepTimeMillis     since the step began
/// @param localTime          wall clock of the PC, without a zone
/// @param voltageVolt        at the terminals
/// @param currentAmpere      positive charges
/// @param stepCapacityAh     charge of this step so far, 0 or more
/// @param temperatureCelsius of the auxiliary channel, or NaN
record DownloadedRecord(long seq, int stepId, int cycle, String stepType, long stepTimeMillis, String localTime, double voltageVolt,
        double currentAmpere, double stepCapacityAh, double temperatureCelsius) {
    static DownloadedRecord of(BtsElement row) {
        return new DownloadedRecord(row.whole("seqid", -1), count(row, "stepid"), count(row, "cycleid"), row.text("steptype"),
                millis(row.number("testtime")), row.text("atime"), row.number("volt"), row.number("curr"), Math.abs(row.number("cap")),
                Latest.temperatureCelsius(row));
    }

    private static long millis(double value) {
        return Double.isNaN(value) ? -1 : Math.round(value);
    }

    private static int count(BtsElement row, String attribute) {
        return (int) Math.clamp(row.whole(attribute, -1), -1, Integer.MAX_VALUE);
    }

    /// True where it has a number, a time and a voltage; without them it is no measurement.
    boolean isReadable() {
        return seq > 0 && stepTimeMillis >= 0 && !Double.isNaN(voltageVolt);
    }
}
