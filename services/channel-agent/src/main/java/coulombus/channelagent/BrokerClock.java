package coulombus.channelagent;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The broker's clock as its acknowledgements tell it. The age of an order is the difference of two times of that one clock, so a wrong
/// clock of the agent neither lets an old order act nor refuses a new one. Safe for any thread.
final class BrokerClock {
    /// Without an acknowledgement for so long the broker is away, and nothing new is started.
    private static final long SILENCE_SECOND = 15;

    private final LongSupplier nanoTime;
    private Seen last;

    private record Seen(long brokerMillis, long nano) {}

    BrokerClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// The broker acknowledged a record.
    ///
    /// @param appendedUnixMillis when it was appended by the broker's clock; negative where it did not say
    synchronized void acknowledged(long appendedUnixMillis) {
        long nano = nanoTime.getAsLong();
        if (appendedUnixMillis >= 0) {
            last = new Seen(appendedUnixMillis, nano);
        }
    }

    synchronized boolean isNear() {
        return last != null && nanoTime.getAsLong() - last.nano() <= TimeUnit.SECONDS.toNanos(SILENCE_SECOND);
    }

    /// How long ago something was appended, in s; empty while the broker is away.
    synchronized OptionalDouble ageSecond(long appendedUnixMillis) {
        if (!isNear()) {
            return OptionalDouble.empty();
        }
        double since = (nanoTime.getAsLong() - last.nano()) / 1e9;
        return OptionalDouble.of(Math.max(0, (last.brokerMillis() - appendedUnixMillis) / 1e3 + since));
    }
}
