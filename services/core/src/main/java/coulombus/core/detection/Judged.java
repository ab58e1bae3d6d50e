package coulombus.core.detection;

import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.halfcycle.Texture;

/// A whole half-cycle with a plateau, and the armed baseline it is compared with.
///
/// @param logVolt   ln |plateau|, as it would be at 25 °C where the temperature is measured
/// @param meanCelsius mean temperature, NaN where it is not measured
/// @param shorted   a soft short is held
record Judged(HalfCycle halfCycle, Texture texture, Baseline baseline, double logVolt, double meanCelsius, boolean shorted) {
    /// ln(|P|/B): negative where it fell.
    double deviation() {
        return logVolt - baseline.logVolt();
    }

    double magnitudeVolt() {
        return Math.abs(halfCycle.plateauVoltageVolt());
    }
}
