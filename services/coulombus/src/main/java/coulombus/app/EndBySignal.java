package coulombus.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C (or a signal of the same meaning) as a wish to end in order: the process stays until [#close()], then ends with the signal's
/// exit code (130, 143).
///
/// Made and closed by the thread that works; asked from any.
final class EndBySignal implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("end-by-signal").unstarted(this::askAndWait);

    EndBySignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void askAndWait() {
        asked.countDown();
        try {
            closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the work without a signal, e.g. because a service failed.
    void ask() {
        asked.countDown();
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /// Waits until someone asks.
    void await() throws InterruptedException {
        asked.await();
    }

    /// Waits a moment; true where someone asked.
    boolean await(long millis) throws InterruptedException {
        return asked.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending by the hook itself.
        }
    }
}
