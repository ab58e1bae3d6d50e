package coulombus.channelagent.spool;

import java.io.IOException;

/// The spool could not be read or written.
public final class SpoolException extends IOException {
    private static final long serialVersionUID = 1;

    public SpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
