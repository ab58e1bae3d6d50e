package coulombus.core.detection;

/// What a detector can find about a cell or its connection.
public enum FindingKind {
    /// The electrodes touch: the voltage is what a wire would show.
    HARD_SHORT,
    /// A partial short: the polarisation fell and stays low.
    SOFT_SHORT,
    /// The current that the step asks for does not flow.
    OPEN_CIRCUIT,
    /// The voltage jumps up in proportion to the current: a bad contact.
    CONTACT_LOSS,
    /// The plateau stands slightly but steadily below its baseline: perhaps a small soft short.
    CREEPING_SHORT,
    /// Short episodes of low voltage: a bridge that forms and burns off.
    INTERMITTENT_SHORT,
    /// A soft short has ended: the plateau is back at the baseline of the healthy cell.
    SHORT_ENDED,
    /// The voltage became noisy.
    ERRATIC_VOLTAGE,
    /// Polarisation grew for good: dry-out, passivation, dead metal.
    POLARIZATION_RISE,
    /// More charge comes back than is put in. Never a short.
    EFFICIENCY_ABOVE_ONE,
    /// More charge comes back than is put in, of what earlier cycles lost. Never a short.
    RECOVERED_METAL,
    /// Less charge comes back than is usual for this cell.
    EFFICIENCY_DROP,
    /// A charge passes what the cell holds and never comes near its cut-off.
    CHARGE_RUNAWAY,
    /// The voltage falls at rest.
    REST_DECAY,
    /// Charge is lost with time, not with cycles.
    SELF_DISCHARGE,
    /// The capacity fell at once.
    CAPACITY_DROP,
    /// The capacity fell below the end of life.
    END_OF_LIFE;

    /// True where it says that the electrodes touch, wholly or in part.
    public boolean isShort() {
        return switch (this) {
            case HARD_SHORT, SOFT_SHORT, CREEPING_SHORT, INTERMITTENT_SHORT -> true;
            case OPEN_CIRCUIT, CONTACT_LOSS, SHORT_ENDED, ERRATIC_VOLTAGE, POLARIZATION_RISE, EFFICIENCY_ABOVE_ONE, RECOVERED_METAL,
                    EFFICIENCY_DROP, CHARGE_RUNAWAY, REST_DECAY, SELF_DISCHARGE, CAPACITY_DROP, END_OF_LIFE ->
                false;
        };
    }
}
