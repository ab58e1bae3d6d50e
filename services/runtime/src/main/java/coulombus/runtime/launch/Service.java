package coulombus.runtime.launch;

import java.util.List;

import coulombus.runtime.management.HealthCheck;

/// A service as it is started and stopped. The same object runs alone in its process or beside others in one.
///
/// It owns its threads, makes them in [#start()] and ends them in [#close()]. A failure that retrying cannot mend goes to
/// [ServiceContext#failures()].
public interface Service extends AutoCloseable {
    /// Module, consumer group and broker user in one word, e.g. `analytics`.
    String name();

    /// Answers when the service works or is sure to. Called once.
    ///
    /// @throws Exception where it cannot start; what it made until then is closed by [#close()], which is called then too
    void start() throws Exception;

    /// Ends in order what was started, as far as it was started. May be repeated.
    @Override
    void close() throws Exception;

    List<HealthCheck> healthChecks();
}
