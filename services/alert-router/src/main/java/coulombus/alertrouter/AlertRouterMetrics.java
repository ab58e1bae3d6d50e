package coulombus.alertrouter;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import coulombus.core.alert.Alert;
import coulombus.core.alert.AlertChange;
import coulombus.core.detection.Severity;

/// Every meter of the alert-router. Safe for any thread.
final class AlertRouterMetrics {
    private final MeterRegistry registry;
    private final Map<AlertChange, Counter> changes = new EnumMap<>(AlertChange.class);
    private final Map<Severity, AtomicLong> firing = new EnumMap<>(Severity.class);
    private final Counter unreadable;

    AlertRouterMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (AlertChange change : AlertChange.values()) {
            changes.put(change, Counter.builder("coulombus.alert.changes").description("Revisions of alerts committed")
                    .baseUnit("revisions").tag("change", word(change)).register(registry));
        }
        for (Severity severity : Severity.values()) {
            AtomicLong number = new AtomicLong();
            firing.put(severity, number);
            Gauge.builder("coulombus.alerts.firing", number, AtomicLong::get).description("Alerts nobody has taken").baseUnit("alerts")
                    .tag("severity", word(severity)).register(registry);
        }
        unreadable = Counter.builder("coulombus.alert.records.unreadable").description("Records of the input that could not be read")
                .baseUnit("records").register(registry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void changed(Alert alert) {
        changes.get(alert.change()).increment();
    }

    void stand(Collection<Alert> alerts) {
        firing.forEach((severity, number) -> number
                .set(alerts.stream().filter(alert -> alert.severity() == severity && alert.state().isFiring()).count()));
    }

    void unreadable() {
        unreadable.increment();
    }

    /// The meters of one receiver.
    ForReceiver receiver(String name, AtomicLong undelivered) {
        Gauge.builder("coulombus.alert.undelivered", undelivered, AtomicLong::get)
                .description("Revisions on the topic alerts that the receiver has not taken yet").baseUnit("revisions")
                .tag("receiver", name).register(registry);
        return new ForReceiver(deliveries(name, "taken"), deliveries(name, "failed"), deliveries(name, "refused"),
                Timer.builder("coulombus.alert.delivery.latency").description("From the revision on the topic to the receiver's answer")
                        .tag("receiver", name).register(registry));
    }

    private Counter deliveries(String name, String outcome) {
        return Counter.builder("coulombus.alert.deliveries").description("Tries to tell a receiver of a revision").baseUnit("tries")
                .tag("receiver", name).tag("outcome", outcome).register(registry);
    }

    /// @param taken   it was taken
    /// @param failed  the receiver did not answer or could not take it now; it is tried again
    /// @param refused the receiver will never take it; it was left out
    /// @param latency from the topic to the receiver
    record ForReceiver(Counter taken, Counter failed, Counter refused, Timer latency) {
        void took(long millis) {
            taken.increment();
            latency.record(Duration.ofMillis(Math.max(0, millis)));
        }
    }
}
