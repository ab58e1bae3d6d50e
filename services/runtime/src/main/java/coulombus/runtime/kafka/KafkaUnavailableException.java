package coulombus.runtime.kafka;

/// Kafka did not do what a service cannot go on without.
public class KafkaUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
