package coulombus.core.protocol;

/// What happens to a test when a detector finds something.
public enum FindingAction {
    /// The test ends, the channel becomes free.
    STOP,
    /// The test holds without current until a person decides.
    PAUSE
}
