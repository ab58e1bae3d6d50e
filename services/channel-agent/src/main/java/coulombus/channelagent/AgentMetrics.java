package coulombus.channelagent;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Every meter of the channel agent. Safe for any thread.
final class AgentMetrics {
    private final Counter measurements;
    private final Counter records;

    AgentMetrics(MeterRegistry registry, Supplier<Number> running, Supplier<Number> failed) {
        measurements = Counter.builder("coulombus.agent.measurements.published").description("Measurements acknowledged by the broker")
                .baseUnit("measurements").register(registry);
        records = Counter.builder("coulombus.agent.records.published").description("Records acknowledged by the broker").baseUnit("records")
                .register(registry);
        Gauge.builder("coulombus.agent.channels.running", running).description("Channels that are being read").baseUnit("channels")
                .register(registry);
        Gauge.builder("coulombus.agent.channels.failed", failed).description("Channels whose driver or publishing failed")
                .baseUnit("channels")
                .register(registry);
    }

    void published(int count) {
        measurements.increment(count);
        records.increment();
    }
}
