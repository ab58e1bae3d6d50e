package coulombus.core.detection;

/// How soon a person must look.
public enum Severity {
    /// Worth knowing.
    INFO,
    /// Look today.
    WARNING,
    /// Look now: the cell or the channel's time is being lost, or safety is at stake.
    CRITICAL
}
