package coulombus.runtime.launch;

import java.time.InstantSource;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;

import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;

/// What a service is given. Nothing in it says whether the broker is embedded or how many services share the process.
///
/// @param vertx    for HTTP, WebSocket and timers; nothing that blocks may run on its event loops
/// @param kafka    where Kafka is, with this service's own credentials
/// @param meters   the process's meters
/// @param clock    wall clock, for showing and for liveness; never for order
/// @param failures where a service says that it cannot go on
public record ServiceContext(Vertx vertx, KafkaSettings kafka, MeterRegistry meters, InstantSource clock, FailureSignal failures) {
    public ServiceContext {
        Objects.requireNonNull(vertx, "vertx");
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(meters, "meters");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(failures, "failures");
    }

    /// The Kafka clients of the service of this name.
    public KafkaClients clients(String service) {
        return new KafkaClients(kafka, service, meters);
    }

    /// The same with another service's credentials, for a process that runs several.
    public ServiceContext withKafka(KafkaSettings other) {
        return new ServiceContext(vertx, other, meters, clock, failures);
    }
}
