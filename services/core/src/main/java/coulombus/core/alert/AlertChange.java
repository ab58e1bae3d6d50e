package coulombus.core.alert;

/// What made the newest revision of an alert.
public enum AlertChange {
    /// Seen for the first time.
    OPENED,
    /// Seen once more; the state is as before.
    REPEATED,
    /// It was over or taken, and needs somebody again.
    REOPENED,
    /// It became part of a common mode.
    SUPPRESSED,
    /// More channels belong to the common mode.
    MEMBERS_ADDED,
    /// A person took it.
    ACKNOWLEDGED,
    /// A person asked for quiet until a time.
    SILENCED,
    /// It is over.
    RESOLVED
}
