package coulombus.channelagent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolHealth;
import coulombus.core.assignment.OrderAnswer;

/// Every meter of the channel agent. Safe for any thread.
final class AgentMetrics {
    private final MeterRegistry registry;
    private final Counter measurements;
    private final Counter records;
    private final Counter spooled;
    private final Counter repeated;
    private final Counter gaps;
    private final Counter resent;
    private final Timer poll;
    private final Timer reaction;
    private final AtomicLong spooledMeasurements = new AtomicLong();

    AgentMetrics(MeterRegistry registry, Supplier<Number> running, Supplier<Number> failed) {
        this.registry = registry;
        measurements = counter("coulombus.agent.measurements.published", "Measurements acknowledged by the broker", "measurements");
        records = counter("coulombus.agent.records.published", "Records acknowledged by the broker", "records");
        spooled = counter("coulombus.agent.measurements.spooled", "Measurements read from cyclers into the spool", "measurements");
        repeated = counter("coulombus.agent.commands.repeated", "Words of the scheduler that were decided on before", "records");
        gaps = counter("coulombus.agent.spool.damaged", "Records of the spool that could not be read any more", "records");
        resent = counter("coulombus.agent.producer.reopened", "Times the producer was opened anew after a failure", "times");
        poll = Timer.builder("coulombus.agent.poll").description("Time a poll of a whole cycler takes").register(registry);
        reaction = Timer.builder("coulombus.agent.trip")
                .description("From the begin of the poll that saw a limit passed until the cycler has answered the stop")
                .register(registry);
        gauge("coulombus.agent.channels.running", "Channels that are being read", "channels", running);
        gauge("coulombus.agent.channels.failed", "Channels whose driver or publishing failed", "channels", failed);
    }

    private Counter counter(String name, String description, String unit) {
        return Counter.builder(name).description(description).baseUnit(unit).register(registry);
    }

    private void gauge(String name, String description, String unit, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit(unit).register(registry);
    }

    /// Tells of the spool from now on.
    void watch(Spool spool) {
        gauge("coulombus.agent.spool.size", "Size of the spool on disk", "bytes", spool::bytesOnDisk);
        gauge("coulombus.agent.spool.unacknowledged", "Measurements that the broker does not have yet", "measurements",
                spool::unacknowledgedMeasurements);
        gauge("coulombus.agent.spool.oldest.timestamp", "When the oldest of those was taken, since 1970; NaN where there is none",
                "seconds",
                () -> spool.oldestUnacknowledgedUnixMillis() < 0 ? Double.NaN : spool.oldestUnacknowledgedUnixMillis() / 1e3);
        // Without a unit: an empty one would end the name in an underscore.
        Gauge.builder("coulombus.agent.spool.working", spool, watched -> watched.health() instanceof SpoolHealth.Working ? 1 : 0)
                .description("1 where the spool takes measurements, else 0").register(registry);
    }

    /// Tells whether a cycler answers, from now on.
    void watchCycler(String name, Supplier<Number> connected) {
        Gauge.builder("coulombus.agent.cycler.connected", connected).description("1 where the last poll was answered, else 0")
                .tag("cycler", name).register(registry);
    }

    void published(int count) {
        measurements.increment(count);
        records.increment();
    }

    void spooled(int count) {
        spooled.increment(count);
        spooledMeasurements.addAndGet(count);
    }

    /// Measurements taken into the spool since the start.
    long spooledMeasurements() {
        return spooledMeasurements.get();
    }

    /// A channel was stopped for safety.
    void tripped(String cause) {
        Counter.builder("coulombus.safety.trips").description("Channels stopped for safety").tag("cause", cause).register(registry)
                .increment();
    }

    /// A word of the scheduler was refused.
    void refused(OrderAnswer why) {
        Counter.builder("coulombus.agent.commands.rejected").description("Words of the scheduler that were refused")
                .tag("reason", why.name().toLowerCase(java.util.Locale.ROOT)).register(registry).increment();
    }

    /// A word of the scheduler had been decided on before.
    void repeated() {
        repeated.increment();
    }

    void damaged() {
        gaps.increment();
    }

    void reopened() {
        resent.increment();
    }

    /// A channel was stopped on what a poll saw, so long after the poll began.
    void reacted(long nanos) {
        reaction.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    Timer poll() {
        return poll;
    }
}
