package coulombus.core.protocol;

import java.util.Objects;

/// Where a loop goes back to.
public sealed interface LoopTarget {
    /// To the tag of this name.
    record ToTag(String tag) implements LoopTarget {
        public ToTag { Objects.requireNonNull(tag, "tag"); }

        @Override
        public String toString() {
            return "tag " + tag;
        }
    }

    /// To a step by its place, counted from 0, tags and loops included: as messages write it, `steps[2]`.
    record ToStep(int index) implements LoopTarget {
        public ToStep {
            if (index < 0) {
                throw new IllegalArgumentException("loop: must be a place from 0 on; was " + index);
            }
        }

        @Override
        public String toString() {
            return "steps[" + index + "]";
        }
    }
}
