package coulombus.drivers.bts.simulator.channel;

import coulombus.drivers.bts.simulator.step.ProgramStep.Work;

/// What a reading of voltage, current and capacity sets off in a step, as bits.
final class Triggers {
    static final int VOLTAGE_CHANGE = 1;
    static final int CURRENT_CHANGE = 2;
    static final int STOP_VOLTAGE = 4;
    static final int STOP_CURRENT = 8;
    static final int PROTECT = 16;
    /// A constant-current phase reached the voltage it is to hold.
    static final int HELD_VOLTAGE = 32;

    private Triggers() {}

    static int of(StepProgress p, double readVolt, double currentAmpere, double capacityAh, boolean currentHeld) {
        Work step = p.step;
        int found = 0;
        if (Math.abs(readVolt - p.voltageReferenceVolt) >= step.record().voltageVolt()) {
            found |= VOLTAGE_CHANGE;
        }
        if (Math.abs(currentAmpere - p.currentReferenceAmpere) >= step.record().currentAmpere()) {
            found |= CURRENT_CHANGE;
        }
        int sign = step.kind().sign();
        if (step.kind().holdsVoltage()) {
            if (!currentHeld && Math.abs(currentAmpere) <= step.stopCurrentAmpere() || currentHeld && currentAmpere == 0
                    && step.stopCurrentAmpere() >= 0) {
                found |= STOP_CURRENT;
            }
            if (currentHeld && currentAmpere != 0 && sign * (readVolt - step.voltageVolt()) >= 0) {
                found |= HELD_VOLTAGE;
            }
        } else if (sign * (readVolt - step.stopVoltageVolt()) >= 0 && sign != 0) {
            found |= STOP_VOLTAGE;
        }
        if (step.protect().exceeded(readVolt, currentAmpere, capacityAh)) {
            found |= PROTECT;
        }
        return found;
    }
}
