package coulombus.analytics;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import coulombus.core.detection.FindingKind;

/// Every meter of the analytics service. Safe for any thread.
final class AnalyticsMetrics {
    private final Counter measurements;
    private final Counter batches;
    private final Counter afterEnd;
    private final Map<FindingKind, Counter> findings = new EnumMap<>(FindingKind.class);
    private final Map<FindingKind, Counter> shadows = new EnumMap<>(FindingKind.class);
    private final MeterRegistry registry;

    AnalyticsMetrics(MeterRegistry registry) {
        this.registry = registry;
        measurements = Counter.builder("coulombus.analytics.measurements").description("Measurements folded, repeated ones included")
                .baseUnit("measurements").register(registry);
        batches = Counter.builder("coulombus.analytics.batches").description("Batches of measurements folded").baseUnit("batches")
                .register(registry);
        afterEnd = Counter.builder("coulombus.analytics.batches.after.end").description("Batches left out because their run had ended")
                .baseUnit("batches").register(registry);
        for (FindingKind kind : FindingKind.values()) {
            findings.put(kind, findings(kind, false));
            shadows.put(kind, findings(kind, true));
        }
    }

    private Counter findings(FindingKind kind, boolean shadow) {
        return Counter.builder("coulombus.analytics.findings").description("Findings of detectors").baseUnit("findings")
                .tag("kind", kind.name()).tag("shadow", Boolean.toString(shadow)).register(registry);
    }

    void measured(int count) {
        measurements.increment(count);
        batches.increment();
    }

    void afterEnd() {
        afterEnd.increment();
    }

    void found(FindingKind kind, boolean shadow) {
        (shadow ? shadows : findings).get(kind).increment();
    }

    void rejected(String topic) {
        Counter.builder("coulombus.records.rejected").description("Records that could not be read").baseUnit("records").tag("topic", topic)
                .register(registry).increment();
    }
}
