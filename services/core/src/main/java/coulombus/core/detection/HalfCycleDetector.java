package coulombus.core.detection;

import java.util.Optional;

import coulombus.core.state.StateReader;
import coulombus.core.state.StateWriter;

/// A rule that looks at each closed half-cycle against the baseline of its direction and current.
///
/// To add a detector: implement this, give it a name and version, list it in [DetectorPack], and say in its documentation what it fires
/// on, when it is armed, and what must not trip it. Its state is bounded and written after those listed before it; a changed rule is
/// a new version.
interface HalfCycleDetector {
    /// Takes a whole half-cycle under an armed baseline.
    Optional<Finding> on(Judged judged);

    /// True where the half-cycle just seen must not teach the baseline.
    boolean holdsBaseline();

    /// True where it looks for what a shorted cell may come to. A rule about sound cells is silent while a short is held: that a shorted cell
    /// is rough, or changes its polarisation, is no news.
    default boolean looksWhileShorted() {
        return true;
    }

    /// The cell is sound again, or its short has ended: what is remembered of it is forgotten.
    default void forget() {
        // Most have nothing that outlives a short.
    }

    void writeTo(StateWriter out);

    void readFrom(StateReader in);
}
