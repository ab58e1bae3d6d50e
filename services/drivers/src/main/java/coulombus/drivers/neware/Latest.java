package coulombus.drivers.neware;

/// What a channel shows at the moment. Current and voltage are rounded to 0.1 mA and 0.1 mV: for limits and for showing, never to be
/// integrated.
///
/// @param workState          the device's word, empty where it says none
/// @param barcode            written at the last start, kept when idle
/// @param step               cycle and step of the step file, e.g. `3/2`; empty where no step runs
/// @param currentAmpere      positive charges
/// @param voltageVolt        at the terminals
/// @param temperatureCelsius of the auxiliary channel, or NaN
/// @param logCode            the last event, 0 where none
record Latest(String workState, String barcode, String step, double currentAmpere, double voltageVolt, double temperatureCelsius,
        long logCode) {
    static Latest of(BtsElement item) {
        return new Latest(item.text("workstatus"), item.text("barcode"), step(item), item.number("current"), item.number("voltage"),
                temperatureCelsius(item), item.whole("log_code", 0));
    }

    /// A step file's step that runs again runs in the next cycle.
    private static String step(BtsElement item) {
        return item.has("step_id") ? item.text("cycle_id") + "/" + item.text("step_id") : "";
    }

    /// The auxiliary column that holds a temperature has several names; a value that no cell can have is none.
    static double temperatureCelsius(BtsElement item) {
        double value = item.has("auxtemp") ? item.number("auxtemp") : item.number("T1");
        return value > -100 && value < 300 ? value : Double.NaN;
    }

    Latest withWorkState(String word) {
        return new Latest(word, barcode, step, currentAmpere, voltageVolt, temperatureCelsius, logCode);
    }
}
