package coulombus.core.measurement;

import java.util.Objects;

/// What is known of how a channel measures. Resolutions are the size of the last digit the device prints; NaN where it prints more
/// digits than it measures, or nothing is known.
///
/// @param device                      cycler or file format, for showing, e.g. `Neware CSV`
/// @param currentBasis                what the current rests on
/// @param currentResolutionAmpere     last digit of the current, in A, or NaN
/// @param voltageResolutionVolt       last digit of the voltage, in V, or NaN
/// @param timeResolutionSecond        last digit of the test time, in s, or NaN
/// @param counterResolutionAh         last digit of the device's charge counter, in Ah, or NaN
/// @param currentFullScaleAmpere      full scale of the current range, in A, or NaN
public record InstrumentFacts(String device, CurrentBasis currentBasis, double currentResolutionAmpere, double voltageResolutionVolt,
        double timeResolutionSecond, double counterResolutionAh, double currentFullScaleAmpere) {

    public InstrumentFacts {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(currentBasis, "currentBasis");
    }

    /// A device with a measured current of which nothing else is known.
    public static InstrumentFacts of(String device) {
        return new InstrumentFacts(device, CurrentBasis.MEASURED, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /// The same device with another basis of the current.
    public InstrumentFacts withCurrentBasis(CurrentBasis basis) {
        return new InstrumentFacts(device, basis, currentResolutionAmpere, voltageResolutionVolt, timeResolutionSecond,
                counterResolutionAh, currentFullScaleAmpere);
    }
}
