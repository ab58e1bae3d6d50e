package coulombus.core.protocol;

import java.util.Locale;

/// What a cycler must be able to do for a step.
public enum StepType {
    REST, CONSTANT_CURRENT, CONSTANT_VOLTAGE, LOOP, TAG, VOLTAGE_SWEEP, IMPEDANCE, PULSE;

    /// As protocols write it: constant_current.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
