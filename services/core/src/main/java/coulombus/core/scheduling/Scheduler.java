package coulombus.core.scheduling;

/// Gives waiting experiments to free channels. See docs/concepts/scheduling.md.
public final class Scheduler {
    /// One pass.
    public SchedulingResult plan(SchedulingInput input) {
        return new Pass(input).run();
    }
}
