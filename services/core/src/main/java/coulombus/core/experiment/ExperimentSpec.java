package coulombus.core.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// An experiment as it was submitted: cells, one protocol for all of them, and where and when it may run. Each cell is one replicate and runs
/// on a channel of its own.
///
/// @param title                   for showing, not empty
/// @param group                   who pays with its share, a group of the facility
/// @param priority                higher classes come first in the queue
/// @param cellIds                 the replicates, at least one, no cell twice
/// @param minReplicates           with fewer valid ones it is degraded, from 1 to the number of cells
/// @param protocolText            in the project's own YAML
/// @param placement               where it may run
/// @param earliestStartUnixSecond not before, in s since 1970, or NaN
/// @param deadlineUnixSecond      wanted until, in s since 1970, or NaN: it is told when it cannot be met; it does not change the order
/// @param startWithinSecond       how long after the order a start still makes sense, s, greater than 0
public record ExperimentSpec(String title, String group, PriorityClass priority, List<String> cellIds, int minReplicates,
        String protocolText, Placement placement, double earliestStartUnixSecond, double deadlineUnixSecond, double startWithinSecond) {
    /// Classes of priority, lowest first.
    public enum PriorityClass {
        LOW, NORMAL, HIGH
    }

    public ExperimentSpec {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(protocolText, "protocolText");
        Objects.requireNonNull(placement, "placement");
        cellIds = List.copyOf(cellIds);
        if (title.isBlank()) {
            throw new IllegalArgumentException("title: must not be empty");
        }
        if (cellIds.isEmpty()) {
            throw new IllegalArgumentException("cells: must name at least one cell");
        }
        if (new HashSet<>(cellIds).size() < cellIds.size()) {
            throw new IllegalArgumentException("cells: a cell is named twice in " + cellIds);
        }
        if (minReplicates < 1 || minReplicates > cellIds.size()) {
            throw new IllegalArgumentException(
                    "min_replicates: must be from 1 to the number of cells, " + cellIds.size() + "; was " + minReplicates);
        }
        if (!(startWithinSecond > 0)) {
            throw new IllegalArgumentException("start_within_second: must be greater than 0; was " + startWithinSecond);
        }
    }
}
