package coulombus.scheduler;

import java.util.Optional;
import java.util.function.LongSupplier;

import coulombus.core.assignment.ChannelReported;

/// When the next pass is worth its time: after something changed that it looks at, and now and then because time itself opens and closes
/// channels. One thread owns it.
final class PassDue {
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final LongSupplier nanoTime;
    private long passedNano;
    private boolean changed = true;

    PassDue(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        passedNano = nanoTime.getAsLong();
    }

    void changed() {
        changed = true;
    }

    /// Voltages change all the time and matter to no pass.
    void on(Optional<ChannelReported> before, ChannelReported now) {
        changed |= before.isEmpty() || !before.get().state().equals(now.state()) || before.get().outputOff() != now.outputOff()
                || !before.get().agentId().equals(now.agentId());
    }

    /// True where a pass is due; the caller makes it.
    boolean take() {
        long nano = nanoTime.getAsLong();
        boolean due = changed || nano - passedNano >= LONGEST_NANOS;
        if (due) {
            changed = false;
            passedNano = nano;
        }
        return due;
    }
}
