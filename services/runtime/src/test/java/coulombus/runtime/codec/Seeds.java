package coulombus.runtime.codec;

import java.util.function.LongConsumer;

/// Runs a property over many seeds; a failure names its seed, and `-Dcoulombus.seed=N` repeats just that one.
final class Seeds {
    private Seeds() {}

    static void each(int count, LongConsumer property) {
        Long only = Long.getLong("coulombus.seed");
        for (long seed = only == null ? 0 : only; seed < (only == null ? count : only + 1); seed++) {
            try {
                property.accept(seed);
            } catch (Throwable e) {
                throw new AssertionError("failed with -Dcoulombus.seed=" + seed, e);
            }
        }
    }
}
