package coulombus.drivers.simulation;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.InstrumentFacts;

/// How a channel measures: what it adds to the truth.
///
/// @param voltageNoiseVolt       standard deviation of the voltage, 0 or more
/// @param voltageStepVolt        last digit of the voltage, 0 for none
/// @param spikeChance            chance of a voltage spike per measurement, 0 to 1
/// @param spikeVolt              its size; the sign is random
/// @param fullScaleAmpere        full scale of the current range, greater than 0
/// @param offsetFraction         most that the current is off by, as a part of full scale, 0 or more; each channel has its own
/// @param currentNoiseFraction   standard deviation of the current as a part of full scale, 0 or more
/// @param currentStepAmpere      last digit of the current, 0 for none
/// @param jitterFraction         most that an interval between two measurements is off by, as a part of it, 0 to 0.5
public record InstrumentSettings(double voltageNoiseVolt, double voltageStepVolt, double spikeChance, double spikeVolt,
        double fullScaleAmpere, double offsetFraction, double currentNoiseFraction, double currentStepAmpere, double jitterFraction) {

    public InstrumentSettings {
        require(voltageNoiseVolt >= 0, "voltageNoiseVolt: must be 0 or more", voltageNoiseVolt);
        require(voltageStepVolt >= 0, "voltageStepVolt: must be 0 or more", voltageStepVolt);
        require(spikeChance >= 0 && spikeChance <= 1, "spikeChance: must be 0 to 1", spikeChance);
        require(fullScaleAmpere > 0, "fullScaleAmpere: must be greater than 0", fullScaleAmpere);
        require(offsetFraction >= 0, "offsetFraction: must be 0 or more", offsetFraction);
        require(currentNoiseFraction >= 0, "currentNoiseFraction: must be 0 or more", currentNoiseFraction);
        require(currentStepAmpere >= 0, "currentStepAmpere: must be 0 or more", currentStepAmpere);
        require(jitterFraction >= 0 && jitterFraction <= 0.5, "jitterFraction: must be 0 to 0.5", jitterFraction);
    }

    /// The truth.
    public static InstrumentSettings exact(double fullScaleAmpere) {
        return new InstrumentSettings(0, 0, 0, 0, fullScaleAmpere, 0, 0, 0, 0);
    }

    /// A usual channel (0.25 mV of noise, 0.1 mV digits, 0.1 % of spikes of 15 mV, 0.05 % of full scale of offset, 1 % of jitter) in the
    /// smallest of its ranges 1, 2, 5, 10 ... mA that holds the current. The offset is why the range matters: 2.5 µA of a 5 mA range
    /// are 0.64 points of efficiency at 0.785 mA, 50 µA of a 100 mA range are 13.
    public static InstrumentSettings usual(double mostAmpere) {
        double range = 1e-3;
        for (int k = 0; range < mostAmpere; k++) {
            range *= k % 3 == 1 ? 2.5 : 2;
        }
        return new InstrumentSettings(0.25e-3, 0.1e-3, 1e-3, 15e-3, range, 5e-4, 2e-5, range * 1e-5, 0.01);
    }

    /// What the analysis is told of it. An offset is not told: nobody knows it.
    public InstrumentFacts facts(String device) {
        return new InstrumentFacts(device, CurrentBasis.MEASURED, currentStepAmpere > 0 ? currentStepAmpere : Double.NaN,
                voltageStepVolt > 0 ? voltageStepVolt : Double.NaN, Double.NaN, Double.NaN, fullScaleAmpere);
    }

    private static void require(boolean holds, String sentence, double was) {
        if (!holds) {
            throw new IllegalArgumentException("instrument." + sentence + "; was " + was);
        }
    }
}
