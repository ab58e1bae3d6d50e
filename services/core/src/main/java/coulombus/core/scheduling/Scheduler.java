package coulombus.core.scheduling;

/// Gives waiting experiments to free channels. How it decides is told in docs/concepts/scheduling.md.
///
/// It keeps nothing from pass to pass; several threads may use one.
public final class Scheduler {
    /// One pass: what starts now, who keeps channels, why the others wait. The same input gives the same result, whatever the order of its lists.
    public SchedulingResult plan(SchedulingInput input) {
        return new Pass(input).run();
    }
}
