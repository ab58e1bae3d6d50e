package coulombus.core.halfcycle;

import java.util.Objects;

/// How the protocol ends half-cycles, and what an end that only the data show is to be called.
///
/// @param chargeEndsBy          the one cause by which a charging half-cycle can end; UNKNOWN where there are several, or none is known
/// @param dischargeEndsBy       the same of a discharging one
/// @param chargeCutoffVolt      voltage at which a charging half-cycle ends where nothing else ends it before, V, signed; NaN where not known
/// @param dischargeCutoffVolt   the same of a discharging one
/// @param voltageResolutionVolt last digit of the voltage, V, or NaN
public record PlannedEnds(EndCause chargeEndsBy, EndCause dischargeEndsBy, double chargeCutoffVolt, double dischargeCutoffVolt,
        double voltageResolutionVolt) {
    /// A cut-off counts as reached this close to it: cyclers compare before they filter and print.
    private static final double TOLERANCE_FRACTION = 0.02;
    private static final double TOLERANCE_VOLT = 0.005;

    public PlannedEnds {
        Objects.requireNonNull(chargeEndsBy, "chargeEndsBy");
        Objects.requireNonNull(dischargeEndsBy, "dischargeEndsBy");
    }

    EndCause of(Direction direction) {
        return direction == Direction.CHARGE ? chargeEndsBy : dischargeEndsBy;
    }

    /// Of an end by itself whose cause the protocol leaves open: VOLTAGE where the last voltage under current had come to the cut-off, within the
    /// largest of 2 % of it, 5 mV and the last digit; else CAPACITY, for what guards a cut-off is a charge, or a time at a constant
    /// current, which is the same. UNKNOWN stays where no cut-off is known.
    ///
    /// @param cause what is known before
    EndCause judged(EndCause cause, Direction direction, double endVoltageVolt) {
        double cutoffVolt = direction == Direction.CHARGE ? chargeCutoffVolt : dischargeCutoffVolt;
        if (cause != EndCause.UNKNOWN || Double.isNaN(cutoffVolt) || Double.isNaN(endVoltageVolt)) {
            return cause;
        }
        double digitVolt = voltageResolutionVolt > 0 ? voltageResolutionVolt : 0;
        double toleranceVolt = Math.max(digitVolt, Math.max(TOLERANCE_VOLT, TOLERANCE_FRACTION * Math.abs(cutoffVolt)));
        boolean reached = direction == Direction.CHARGE
                ? endVoltageVolt >= cutoffVolt - toleranceVolt
                : endVoltageVolt <= cutoffVolt + toleranceVolt;
        return reached ? EndCause.VOLTAGE : EndCause.CAPACITY;
    }
}
