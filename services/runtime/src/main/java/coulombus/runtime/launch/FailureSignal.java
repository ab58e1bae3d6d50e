package coulombus.runtime.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Where a running service says that it cannot go on. The first failure ends the process, with a code that is not 0.
///
/// Safe for any thread.
public final class FailureSignal {
    private final CompletableFuture<Failure> first = new CompletableFuture<>();

    /// What went wrong, and for whom.
    public record Failure(String service, Throwable cause) {}

    /// Later failures are consequences more often than not, and are ignored.
    public void raise(String service, Throwable cause) {
        first.complete(new Failure(service, cause));
    }

    /// Done when a service failed.
    public CompletionStage<Failure> first() {
        return first.minimalCompletionStage();
    }
}
