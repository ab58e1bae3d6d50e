package coulombus.runtime.broker;

/// The embedded broker cannot start. The message says what is in the way, where, and what to do about it.
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokerStartException(String message) {
        super(message);
    }

    public BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
