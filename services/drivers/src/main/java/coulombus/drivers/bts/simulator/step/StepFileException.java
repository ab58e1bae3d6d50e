package coulombus.drivers.bts.simulator.step;

/// A step file that the machine does not take; the message says why. On the wire there is only `false`.
public final class StepFileException extends Exception {
    private static final long serialVersionUID = 1;

    public StepFileException(String message) {
        super(message);
    }

    public StepFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
