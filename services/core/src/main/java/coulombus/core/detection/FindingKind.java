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
    CONTACT_LOSS
}
