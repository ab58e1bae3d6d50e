package coulombus.core.scheduling;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.Requirement;
import coulombus.core.protocol.StepType;

/// An experiment of which at least one cell waits for a channel.
///
/// @param experimentId        its id
/// @param spec                as submitted
/// @param submittedUnixSecond when, in s since 1970
/// @param cells               those that wait, at least one, all of them named in the spec
/// @param placedCells         cells of it that have or had a channel, with the channel's id: others keep their distance from them
/// @param protocolNeeds       what its protocol asks of a channel, beside what the spec requires: current, voltages, impedance
/// @param protocolSteps       kinds of steps its protocol has
/// @param durationP50Second   how long a cell runs, more likely than not, s, greater than 0
/// @param durationP90Second   what nine of ten do not exceed, s, at least the former
/// @param move                the operator's word on its place in the queue
public record QueuedExperiment(String experimentId, ExperimentSpec spec, double submittedUnixSecond, List<WaitingCell> cells,
        Map<String, String> placedCells, List<Requirement> protocolNeeds, Set<StepType> protocolSteps, double durationP50Second,
        double durationP90Second, QueueMove move) {

    /// @param cellId   a cell
    /// @param energyWh the most it stores, Wh, at least 0, or NaN where not known: then it goes nowhere where energy is limited
    public record WaitingCell(String cellId, double energyWh) {
        public WaitingCell {
            Objects.requireNonNull(cellId, "cellId");
            if (energyWh < 0) {
                throw new IllegalArgumentException("cell " + cellId + ".energyWh: must be at least 0; was " + energyWh);
            }
        }
    }

    /// Where an operator put an experiment in the queue.
    ///
    /// @param priority another class than that of the spec
    /// @param position a place from 1 on, before classes and shares; it stays there until it starts
    public record QueueMove(Optional<PriorityClass> priority, OptionalInt position) {
        /// Not moved.
        public static final QueueMove NONE = new QueueMove(Optional.empty(), OptionalInt.empty());

        public QueueMove {
            Objects.requireNonNull(priority, "priority");
            if (position.isPresent() && position.getAsInt() < 1) {
                throw new IllegalArgumentException("position: must be 1 or more; was " + position.getAsInt());
            }
        }
    }

    public QueuedExperiment {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(move, "move");
        cells = List.copyOf(cells);
        placedCells = Map.copyOf(placedCells);
        protocolNeeds = List.copyOf(protocolNeeds);
        protocolSteps = Set.copyOf(protocolSteps);
        String where = "experiment " + Objects.requireNonNull(experimentId, "experimentId");
        Set<String> waiting = cells.stream().map(WaitingCell::cellId).collect(Collectors.toCollection(HashSet::new));
        if (cells.isEmpty() || waiting.size() < cells.size() || !spec.cellIds().containsAll(waiting)) {
            throw new IllegalArgumentException(where + ".cells: must be cells of " + spec.cellIds() + ", none twice; was " + cells);
        }
        if (!Double.isFinite(submittedUnixSecond)) {
            throw new IllegalArgumentException(where + ".submitted: must be a time; was " + submittedUnixSecond);
        }
        if (!(durationP50Second > 0 && durationP90Second >= durationP50Second && Double.isFinite(durationP90Second))) {
            throw new IllegalArgumentException(where + ".duration: must be greater than 0, the 90 % one not the shorter; was "
                    + durationP50Second + " and " + durationP90Second + " s");
        }
    }

    /// The class it counts as.
    public PriorityClass priority() {
        return move.priority().orElse(spec.priority());
    }
}
