package coulombus.fleetapi;

/// Where a run stands for a person who looks at it.
enum RunState {
    /// It began; no measurement has come yet.
    STARTING,
    /// Measurements come as expected.
    RUNNING,
    /// It has not ended, but nothing came for three expected intervals.
    STALE,
    /// It is over.
    ENDED
}
