package coulombus.core.run;

import java.util.Objects;

import coulombus.core.halfcycle.EndCause;

/// What the protocol plans, as far as it is known. Nothing is known of files and of cyclers that are only observed.
///
/// @param name                 the protocol's name, may be empty
/// @param plannedChargeAh      charge of a half-cycle as planned (plating clamp), greater than 0, or NaN
/// @param safetyVoltageVolt    |V| that must not be passed, greater than 0, or NaN
/// @param chargeEndsBy         how a charging half-cycle is ended by the protocol; UNKNOWN where not known
/// @param dischargeEndsBy      how a discharging half-cycle is ended by the protocol; UNKNOWN where not known
/// @param chargeCutoffVolt     voltage that ends a charging half-cycle where no guard ends it before, V, signed; NaN where there is no one such
/// @param dischargeCutoffVolt  the same of a discharging half-cycle
public record ProtocolFacts(String name, double plannedChargeAh, double safetyVoltageVolt, EndCause chargeEndsBy,
        EndCause dischargeEndsBy, double chargeCutoffVolt, double dischargeCutoffVolt) {

    /// Nothing is known.
    public static final ProtocolFacts UNKNOWN = new ProtocolFacts("", Double.NaN, Double.NaN, EndCause.UNKNOWN, EndCause.UNKNOWN,
            Double.NaN, Double.NaN);

    public ProtocolFacts {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(chargeEndsBy, "chargeEndsBy");
        Objects.requireNonNull(dischargeEndsBy, "dischargeEndsBy");
    }
}
