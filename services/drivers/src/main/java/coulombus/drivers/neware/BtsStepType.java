package coulombus.drivers.neware;

import java.util.Locale;

import coulombus.core.measurement.StepKind;

/// The vendor's words for what a step does, put into the field's kinds.
final class BtsStepType {
    private BtsStepType() {}

    static StepKind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "cc" -> StepKind.CONSTANT_CURRENT_CHARGE;
            case "dc" -> StepKind.CONSTANT_CURRENT_DISCHARGE;
            case "cv" -> StepKind.CONSTANT_VOLTAGE_CHARGE;
            case "dv" -> StepKind.CONSTANT_VOLTAGE_DISCHARGE;
            case "cccv", "pcccv" -> StepKind.CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE;
            case "cccd" -> StepKind.CONSTANT_CURRENT_CONSTANT_VOLTAGE_DISCHARGE;
            // Constant power and constant resistance: the direction is known, the control mode has no name of its own.
            case "cp" -> StepKind.CHARGE;
            case "dp", "dr" -> StepKind.DISCHARGE;
            case "rest", "pause", "ocv" -> StepKind.REST;
            default -> StepKind.UNKNOWN;
        };
    }
}
