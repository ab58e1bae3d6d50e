package coulombus.channelagent;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.assignment.RunOrder;
import coulombus.drivers.DeviceJob;

/// The run that was ordered last on a channel, as it is durably known.
///
/// @param order what was ordered
/// @param stage how far it is
/// @param job   the device's name of it; empty until the device confirmed
record JournalRun(RunOrder order, Stage stage, Optional<DeviceJob> job) {
    /// How far a run is. It never goes back.
    enum Stage {
        /// The start may have been sent.
        STARTING,
        /// The device confirmed it.
        RUNNING,
        /// Its stop may have been sent.
        STOPPING,
        /// Its story is told to the end.
        ENDED
    }

    JournalRun {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(job, "job");
    }

    UUID runId() {
        return order.runId();
    }

    JournalRun with(Stage next) {
        return new JournalRun(order, next, job);
    }

    JournalRun with(DeviceJob known) {
        return new JournalRun(order, stage, Optional.of(known));
    }
}
