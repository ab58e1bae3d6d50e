package coulombus.runtime.kafka;

/// A topic on the broker is not the one of the contract, and cannot be made so.
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TopicMismatchException(String message) {
        super(message);
    }
}
