package coulombus.core.halfcycle;

/// What one measurement did to the open half-cycle.
public sealed interface Outcome {
    /// Nothing ended.
    Running RUNNING = new Running();

    /// Nothing ended.
    record Running() implements Outcome {}

    /// The measurement began the next half-cycle and so ended this one.
    record Closed(HalfCycle halfCycle, Texture texture) implements Outcome {}

    /// The voltage collapsed inside the half-cycle and it is certain now.
    record Collapsed(CollapseWatch.Collapse evidence) implements Outcome {}

    /// The circuit opened inside the half-cycle and it is certain now.
    record Disconnected(OpenCircuitWatch.Disconnection evidence) implements Outcome {}

    /// A charge passed its reference at a flat voltage and it is certain now.
    record RanAway(OverchargeWatch.Runaway evidence) implements Outcome {}

    /// A rest is long enough to say how its voltage decays.
    record Rested(RestWatch.Slope evidence) implements Outcome {}
}
