package coulombus.channelagent;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/// How long to wait before trying again: twice as long each time, from half a second to half a minute, jittered so that many do not come
/// back at once. One thread.
final class Backoff {
    private static final double FIRST_SECOND = 0.5;
    private static final double LONGEST_SECOND = 30;

    private final DoubleSupplier random;
    private double nextSecond = FIRST_SECOND;

    Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /// @param random 0 to 1
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /// The next wait, in ns, half to all of the current step.
    long nextNanos() {
        double second = nextSecond * (0.5 + 0.5 * random.getAsDouble());
        nextSecond = Math.min(LONGEST_SECOND, 2 * nextSecond);
        return (long) (Math.max(FIRST_SECOND, second) * TimeUnit.SECONDS.toNanos(1));
    }

    void reset() {
        nextSecond = FIRST_SECOND;
    }
}
