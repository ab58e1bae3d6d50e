package coulombus.core.cell;

/// Where measurements come from. Every record of a simulated cycler, and every picture of it, says so.
public enum Source {
    CYCLER, SIMULATED
}
