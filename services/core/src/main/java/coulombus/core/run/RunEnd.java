package coulombus.core.run;

/// Why a run ended.
public enum RunEnd {
    /// The protocol came to its end.
    COMPLETED,
    /// A person stopped it.
    STOPPED,
    /// A limit was passed or a finding asked for it.
    TRIPPED,
    /// The file ends; why the test ended is not known.
    END_OF_FILE
}
