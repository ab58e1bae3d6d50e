package coulombus.alertrouter;

import java.io.IOException;
import java.util.Collection;

import coulombus.core.alert.Alert;

/// Someone who is told of alerts. Used by one thread.
interface Receiver {
    /// For metrics, and for the position that is kept.
    String name();

    /// Tells of a revision; may be told twice.
    ///
    /// @throws IOException      where it could not be told now: try again
    /// @throws RefusedException where it will never be taken
    void tell(Alert revision) throws IOException, InterruptedException, RefusedException;

    /// Tells again, from time to time, what goes on.
    ///
    /// @param alerts the newest revision of every alert that is not over
    default void remind(Collection<Alert> alerts) throws IOException, InterruptedException, RefusedException {}

    /// True where the receiver must be reminded, which needs all alerts to be known.
    default boolean wantsReminders() {
        return false;
    }

    /// The receiver will never take this.
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
