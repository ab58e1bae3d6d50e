package coulombus.drivers.bts.simulator.machine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

import coulombus.drivers.bts.simulator.channel.SimulatedChannel;

/// The one thread that owns a [Machine]: it lets time go on in slices and does what it is asked between two of them, in order. A slice
/// that takes long makes the next ones shorter, so that a machine with more to do than the processor can falls behind its speed and
/// still answers.
public final class MachineThread implements AutoCloseable {
    private static final long ROUND_MILLIS = 20;
    private static final long SHORT_SLICE_NANOS = 5_000_000;
    private static final long LONG_SLICE_NANOS = 25_000_000;
    private static final long LONGEST_SLICE_TICKS = 36_000L * 24;
    private static final long MOST_DEBT_NANOS = 500_000_000;
    private static final double NANOS_PER_TICK = 1e9 / VirtualClock.TICKS_PER_SECOND;

    private final Machine machine;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService executor;
    private Speed speed;
    private long lastNanos;
    private double dueTicks;
    private long mostSliceTicks = 64;
    private RuntimeException failure;

    public MachineThread(Machine machine, Speed speed, LongSupplier nanoTime) {
        this.machine = machine;
        this.nanoTime = nanoTime;
        this.speed = speed;
        this.executor = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("simulated-cycler").daemon().factory());
    }

    /// Lets time begin.
    public void start() {
        executor.execute(() -> {
            lastNanos = nanoTime.getAsLong();
            round();
        });
    }

    /// Does something with the machine, on its thread, at its time.
    public <T> CompletableFuture<T> ask(Function<Machine, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
                try {
                    if (failure != null) {
                        throw new IllegalStateException("the simulated cycler has failed: " + failure.getMessage(), failure);
                    }
                    answer.complete(question.apply(machine));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IllegalStateException("the simulated cycler is closed", e));
        }
        return answer;
    }

    /// As [#ask], and waits.
    public <T> T get(Function<Machine, T> question) {
        try {
            return ask(question).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public void setSpeed(Speed next) {
        get(m -> {
            speed = next;
            dueTicks = 0;
            lastNanos = nanoTime.getAsLong();
            return null;
        });
    }

    public Speed speed() {
        return get(m -> speed);
    }

    /// Lets so much time go by at once, whatever the speed.
    public void advance(double seconds) {
        if (!(seconds >= 0) || seconds > 1e10) {
            throw new IllegalArgumentException("seconds: must be 0 to 1e10; was " + seconds);
        }
        get(m -> {
            long left = Math.round(seconds * VirtualClock.TICKS_PER_SECOND);
            while (left > 0) {
                long slice = Math.min(left, LONGEST_SLICE_TICKS);
                slice(slice);
                left -= slice;
            }
            return null;
        });
    }

    private void round() {
        try {
            long before = nanoTime.getAsLong();
            long elapsed = Math.min(before - lastNanos, MOST_DEBT_NANOS);
            lastNanos = before;
            boolean atOnce = switch (speed) {
                case Speed.OnOrder manual -> false;
                case Speed.Times times -> paced(elapsed, times.factor());
                case Speed.AsFastAsPossible max -> {
                    if (machine.channels().stream().anyMatch(SimulatedChannel::isWorking)) {
                        timedSlice(mostSliceTicks);
                        yield true;
                    }
                    yield paced(elapsed, 1);
                }
            };
            if (atOnce) {
                executor.execute(this::round);
            } else {
                executor.schedule(this::round, ROUND_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /// @return true where there is more to do at once
    private boolean paced(long elapsedNanos, double factor) {
        dueTicks = Math.min(dueTicks + elapsedNanos * factor / NANOS_PER_TICK, MOST_DEBT_NANOS * factor / NANOS_PER_TICK + 1);
        long ticks = (long) Math.min(dueTicks, mostSliceTicks);
        dueTicks -= ticks;
        if (ticks > 0) {
            timedSlice(ticks);
        }
        return dueTicks >= 1;
    }

    private void timedSlice(long ticks) {
        long before = nanoTime.getAsLong();
        slice(ticks);
        long took = nanoTime.getAsLong() - before;
        if (took > LONG_SLICE_NANOS) {
            mostSliceTicks = Math.max(1, mostSliceTicks / 2);
        } else if (took < SHORT_SLICE_NANOS) {
            mostSliceTicks = Math.min(LONGEST_SLICE_TICKS, mostSliceTicks * 2);
        }
    }

    private void slice(long ticks) {
        machine.clock().forward(ticks);
        long now = machine.now();
        for (SimulatedChannel channel : machine.channels()) {
            if (channel.isWorking()) {
                channel.catchUp(now);
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
