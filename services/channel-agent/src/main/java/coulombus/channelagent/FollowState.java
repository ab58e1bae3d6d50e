package coulombus.channelagent;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.drivers.DeviceJob;
import coulombus.drivers.ReadPosition;

/// How far the measurements of a job were read into the spool; written together with them.
///
/// @param runId    the run they belong to
/// @param job      the device's name of it
/// @param position where the reader stands; empty before the first measurement
/// @param started  true where the start of the story is in the spool
/// @param ended    true where the end of it is
record FollowState(UUID runId, DeviceJob job, Optional<ReadPosition> position, boolean started, boolean ended) {
    FollowState {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(position, "position");
    }

    static FollowState of(UUID runId, DeviceJob job) {
        return new FollowState(runId, job, Optional.empty(), false, false);
    }

    FollowState hasStarted() {
        return new FollowState(runId, job, position, true, ended);
    }

    FollowState at(ReadPosition where) {
        return new FollowState(runId, job, Optional.of(where), started, ended);
    }

    FollowState hasEnded() {
        return new FollowState(runId, job, position, started, true);
    }

    long lastSeq() {
        return position.map(ReadPosition::lastSeq).orElse(0L);
    }
}
