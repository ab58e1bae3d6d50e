package coulombus.core.book;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import coulombus.core.cell.CellRecord;
import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.PlannedNeeds;
import coulombus.core.experiment.RunState;
import coulombus.core.facility.ChannelAdmin;
import coulombus.core.facility.ChannelCondition.BenchLock;
import coulombus.core.facility.ChannelCondition.Quarantine;
import coulombus.core.facility.ChannelCondition.Taint;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.scheduling.QueuedExperiment.QueueMove;

/// What an entry of the log changes.
public sealed interface FacilityChange {
    /// Nothing: a request was refused.
    ///
    /// @param about the experiment, channel, cell or closure; may be empty
    /// @param why   what, which and where, in words
    record Refused(String about, String why) implements FacilityChange {
        public Refused {
            Objects.requireNonNull(about, "about");
            Objects.requireNonNull(why, "why");
        }
    }

    /// The facility is described anew.
    record FacilitySet(Facility facility) implements FacilityChange {
        public FacilitySet { Objects.requireNonNull(facility, "facility"); }
    }

    /// Cells are known, or known better.
    record CellsRegistered(List<CellRecord> cells) implements FacilityChange {
        public CellsRegistered { cells = List.copyOf(cells); }
    }

    /// Channels are closed for a time.
    record ClosureAdded(Closure closure) implements FacilityChange {
        public ClosureAdded { Objects.requireNonNull(closure, "closure"); }
    }

    record ClosureRemoved(String closureId, String why) implements FacilityChange {
        public ClosureRemoved {
            Objects.requireNonNull(closureId, "closureId");
            Objects.requireNonNull(why, "why");
        }
    }

    /// Changes of one channel.
    sealed interface OfChannel extends FacilityChange {
        String channelId();
    }

    record AdminChanged(String channelId, ChannelAdmin to) implements OfChannel {
        public AdminChanged {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(to, "to");
        }
    }

    /// @param taint empty where it is taken away
    record TaintChanged(String channelId, String key, Optional<Taint> taint) implements OfChannel {
        public TaintChanged {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(taint, "taint");
        }
    }

    /// @param lock empty where it is open now
    /// @param why  in words
    record LockChanged(String channelId, Optional<BenchLock> lock, String why) implements OfChannel {
        public LockChanged {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(lock, "lock");
            Objects.requireNonNull(why, "why");
        }
    }

    /// @param quarantine empty where two persons released it
    /// @param why        in words
    record QuarantineChanged(String channelId, Optional<Quarantine> quarantine, String why) implements OfChannel {
        public QuarantineChanged {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(quarantine, "quarantine");
            Objects.requireNonNull(why, "why");
        }
    }

    /// A person looked at a trip; the channel is told with it.
    record TripCleared(String channelId, String why) implements OfChannel {
        public TripCleared {
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(why, "why");
        }
    }

    record CellMounted(String cellId, String channelId) implements OfChannel {
        public CellMounted {
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(channelId, "channelId");
        }
    }

    record CellUnmounted(String cellId, String channelId) implements OfChannel {
        public CellUnmounted {
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(channelId, "channelId");
        }
    }

    /// Changes of one experiment.
    sealed interface OfExperiment extends FacilityChange {
        String experimentId();
    }

    record Submitted(String experimentId, ExperimentSpec spec, PlannedNeeds needs) implements OfExperiment {
        public Submitted {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(spec, "spec");
            Objects.requireNonNull(needs, "needs");
        }
    }

    /// Runs that have not begun are cancelled with it, the others are to be stopped.
    record CancelAsked(String experimentId, String why) implements OfExperiment {
        public CancelAsked {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(why, "why");
        }
    }

    /// @param moreSecond added to the expected durations, s
    record Extended(String experimentId, double moreSecond, String why) implements OfExperiment {
        public Extended {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(why, "why");
        }
    }

    record Moved(String experimentId, QueueMove move, String why) implements OfExperiment {
        public Moved {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(move, "move");
            Objects.requireNonNull(why, "why");
        }
    }

    /// Cells get channels; of an experiment that starts together all of them or none.
    record Assigned(String experimentId, List<Given> given) implements OfExperiment {
        public Assigned {
            Objects.requireNonNull(experimentId, "experimentId");
            given = List.copyOf(given);
            if (given.isEmpty()) {
                throw new IllegalArgumentException("assignment of " + experimentId + ": must give at least one channel");
            }
        }
    }

    /// @param cellId    the cell
    /// @param channelId its channel
    /// @param runId     its run, never given again
    record Given(String cellId, String channelId, UUID runId) {
        public Given {
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(channelId, "channelId");
            Objects.requireNonNull(runId, "runId");
        }
    }

    /// A run comes into another state. What is not allowed from the state it has is not taken.
    ///
    /// @param cellId the cell of the experiment
    /// @param to     the state; with [RunState.Queued] it gives its channel back
    /// @param why    in words, may be empty
    record RunChanged(String experimentId, String cellId, RunState to, String why) implements OfExperiment {
        public RunChanged {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(why, "why");
        }
    }
}
