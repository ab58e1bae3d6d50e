package coulombus.drivers.simulation.corpus;

import java.util.ArrayList;
import java.util.List;

import coulombus.drivers.simulation.ChamberTemperature;

/// What disturbs one cell of the collection without being a failure. 0 (or NaN for times) where it does not come. Noise of 0.25 mV,
/// spikes of 15 mV in 0.1 % of measurements, jitter and an offset of the current all cells have; activation and passivation too.
///
/// @param thermometer        the temperature of the chamber is measured, with 0.1 K of noise
/// @param swingCelsius       half of the day's difference
/// @param phaseSecond        where in the day the run begins
/// @param rateChangeHour     planned change from 2 to 1 mA/cm² for eight hours, symmetric cells only
/// @param bubblesPerHour     bubbles of ten minutes
/// @param longBubblesPerHour bubbles of 30 to 60 min
/// @param gapsPerHour        gaps of 2 to 20 min in the data
/// @param beatVolt           amplitude of a slow beat, as of mains against the sampling
/// @param beatSecond         its period
/// @param digitVolt          last digit of the voltage
/// @param stepCelsius        new set-point of the chamber
/// @param stepHour           when
/// @param noiseVolt          noise on top of the instrument's, from the onset of the failure NOISE on
public record Nuisances(boolean thermometer, double swingCelsius, double phaseSecond, double rateChangeHour, double bubblesPerHour,
        double longBubblesPerHour, double gapsPerHour, double beatVolt, double beatSecond, double digitVolt, double stepCelsius,
        double stepHour, double noiseVolt) {

    Nuisances withNoise(double volt) {
        return new Nuisances(thermometer, swingCelsius, phaseSecond, rateChangeHour, bubblesPerHour, longBubblesPerHour, gapsPerHour,
                beatVolt, beatSecond, digitVolt, stepCelsius, stepHour, volt);
    }

    /// The same cell in the chamber of another one: both have its temperature, and each its own thermometer or none.
    Nuisances inChamberOf(Nuisances other) {
        return new Nuisances(thermometer, other.swingCelsius, other.phaseSecond, rateChangeHour, bubblesPerHour, longBubblesPerHour,
                gapsPerHour, beatVolt, beatSecond, digitVolt, other.stepCelsius, other.stepHour, noiseVolt);
    }

    /// The same cell without a thermometer in a chamber that loses its set-point by so much.
    Nuisances inFailingChamber(double celsius, double hour) {
        return new Nuisances(false, swingCelsius, phaseSecond, rateChangeHour, bubblesPerHour, longBubblesPerHour, gapsPerHour, beatVolt,
                beatSecond, digitVolt, celsius, hour, noiseVolt);
    }

    ChamberTemperature chamber() {
        return new ChamberTemperature(25, swingCelsius, phaseSecond, stepCelsius, stepHour * 3600);
    }

    /// Those that not every cell has, as words for a label.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        add(names, thermometer, "thermometer");
        add(names, !Double.isNaN(rateChangeHour), "rate-change");
        add(names, longBubblesPerHour > 0, "long-bubbles");
        add(names, gapsPerHour > 0, "gaps");
        add(names, beatVolt > 0, "beat");
        add(names, digitVolt > 5e-4, "coarse-digits");
        add(names, stepCelsius != 0, "chamber-step");
        return names;
    }

    private static void add(List<String> names, boolean has, String name) {
        if (has) {
            names.add(name);
        }
    }
}
