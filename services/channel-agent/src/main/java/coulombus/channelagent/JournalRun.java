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
/// @param hold  a pause that was asked for or is; empty where it shall run
record JournalRun(RunOrder order, Stage stage, Optional<DeviceJob> job, Optional<Hold> hold) {
    /// A pause.
    ///
    /// @param why  in words
    /// @param ends true where the run shall go on and the device was not seen to run yet
    record Hold(String why, boolean ends) {
        Hold { Objects.requireNonNull(why, "why"); }
    }

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
        Objects.requireNonNull(hold, "hold");
    }

    UUID runId() {
        return order.runId();
    }

    JournalRun with(Stage next) {
        return new JournalRun(order, next, job, next == Stage.RUNNING ? hold : Optional.empty());
    }

    JournalRun with(Optional<Hold> next) {
        return new JournalRun(order, stage, job, next);
    }

    JournalRun with(DeviceJob known) {
        return new JournalRun(order, stage, Optional.of(known), hold);
    }
}
