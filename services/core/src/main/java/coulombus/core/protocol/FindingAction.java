package coulombus.core.protocol;

/// What happens to a test when a detector finds something.
public enum FindingAction {
    /// People are told, the test goes on: what happens where nothing is stated.
    NOTIFY,
    /// The test holds at the end of the step, without current, until a person decides. Where the cycler cannot be told so, it is stopped.
    PAUSE,
    /// The test ends at once, the channel becomes free.
    STOP,
    /// The test ends at once, and [ShortDiagnosis] runs in its place.
    DIAGNOSE
}
