package coulombus.core.alert;

import java.util.List;
import java.util.Optional;

/// What became of a person's request.
public sealed interface AlertAnswer {
    /// It was done.
    ///
    /// @param before  the alert before
    /// @param changes new revisions, that of the alert first
    record Done(Alert before, List<Alert> changes) implements AlertAnswer {
        public Done { changes = List.copyOf(changes); }
    }

    /// It cannot be done.
    ///
    /// @param before the alert; empty where there is none of that id
    record Refused(Optional<Alert> before, String why) implements AlertAnswer {}

    /// It was done before.
    record Repeated() implements AlertAnswer {}
}
