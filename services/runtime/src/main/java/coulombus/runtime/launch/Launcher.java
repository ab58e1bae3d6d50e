package coulombus.runtime.launch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.runtime.launch.FailureSignal.Failure;

/// Runs services until someone asks them to end or one of them fails, and closes them in order either way.
///
/// A process ended by a signal has the signal's exit code (143, 130), as the shell and Kubernetes expect; its services are closed
/// before.
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    private final CompletableFuture<Optional<Failure>> end = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Launcher(FailureSignal failures) {
        failures.first().thenAccept(failure -> end.complete(Optional.of(failure)));
    }

    /// Asks the services to end in good order, from any thread.
    public void stop() {
        end.complete(Optional.empty());
    }

    /// Starts the services, calls `whenStarted`, and blocks until the end.
    ///
    /// @return the process's exit code: 0 where it was asked to end, 1 where a service failed
    /// @throws Exception where a service does not start, or does not close; all are closed then as far as they can be
    public int run(List<? extends Service> services, StartListener whenStarted) throws Exception {
        Thread onSignal = Thread.ofPlatform().name("end-by-signal").unstarted(this::stopAndWait);
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (RunningServices running = RunningServices.start(services)) {
            whenStarted.started(running);
            Optional<Failure> failure = end.get();
            failure.ifPresent(Launcher::tell);
            return failure.isPresent() ? 1 : 0;
        } finally {
            closed.countDown();
            removeHook(onSignal);
        }
    }

    /// Told once, when all services run.
    public interface StartListener {
        void started(RunningServices running);
    }

    private static void tell(Failure failure) {
        LOG.atError().addKeyValue("service", failure.service()).setCause(failure.cause()).log("a service failed, the process ends");
    }

    private void stopAndWait() {
        stop();
        try {
            if (!closed.await(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("services did not close within {} s; the process ends all the same", LONGEST_CLOSE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending by the hook itself.
        }
    }
}
