package coulombus.core.halfcycle;

/// What detectors need of a half-cycle beside the half-cycle itself: how its voltage stood to the baseline at the same part of the charge,
/// in u = 0.2 to 0.9, and under what circumstances it ran.
///
/// @param measurements       measurements in u = 0.2 to 0.9; 0 where u was not known while it ran, or proved wrong at its end
/// @param low                of these, how many had |V| below the low fraction of the baseline at the same u
/// @param high               of these, how many had |V| above the high fraction of the baseline at the same u
/// @param roughnessVolt      mean of |V(k) - V(k-1)| over these, clipped at five times itself, or NaN
/// @param meanCelsius        mean temperature, or NaN where it is not measured
/// @param restBeforeSecond   longest rest since the half-cycle before, those inside included
/// @param trusted            false where a sensor was stuck or the test clock stood in it
public record Texture(int measurements, int low, int high, double roughnessVolt, double meanCelsius, double restBeforeSecond,
        boolean trusted) {

    /// Nothing is known.
    public static final Texture NONE = new Texture(0, 0, 0, Double.NaN, Double.NaN, 0, true);
}
