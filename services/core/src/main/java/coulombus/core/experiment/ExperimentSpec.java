package coulombus.core.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
/// @param expectedDuration        how long a cell runs, where its author knows better than the protocol tells
/// @param openCircuit             the voltage a cell must have before it is energised; empty where the protocol's own limits say it
public record ExperimentSpec(String title, String group, PriorityClass priority, List<String> cellIds, int minReplicates,
        String protocolText, Placement placement, double earliestStartUnixSecond, double deadlineUnixSecond, double startWithinSecond,
        Optional<ExpectedDuration> expectedDuration, Optional<VoltageWindow> openCircuit) {
    /// Classes of priority, lowest first.
    public enum PriorityClass {
        LOW, NORMAL, HIGH
    }

    /// @param p50Second more likely than not over by then, s, greater than 0
    /// @param p90Second nine of ten are over by then, s, at least the former
    public record ExpectedDuration(double p50Second, double p90Second) {
        public ExpectedDuration {
            if (!(p50Second > 0 && p90Second >= p50Second) || Double.isInfinite(p90Second)) {
                throw new IllegalArgumentException(
                        "expected_duration: must be longer than 0 s, p90 not the shorter; was " + p50Second + " and " + p90Second + " s");
            }
        }
    }

    /// @param minVoltageVolt lowest, V, signed
    /// @param maxVoltageVolt highest, V, above the lowest
    public record VoltageWindow(double minVoltageVolt, double maxVoltageVolt) {
        public VoltageWindow {
            if (!(minVoltageVolt < maxVoltageVolt)) {
                throw new IllegalArgumentException(
                        "open_circuit: must be from low to high; was " + minVoltageVolt + " to " + maxVoltageVolt + " V");
            }
        }
    }

    /// One whose author says nothing of its duration and open-circuit voltage.
    public ExperimentSpec(String title, String group, PriorityClass priority, List<String> cellIds, int minReplicates,
            String protocolText, Placement placement, double earliestStartUnixSecond, double deadlineUnixSecond, double startWithinSecond) {
        this(title, group, priority, cellIds, minReplicates, protocolText, placement, earliestStartUnixSecond, deadlineUnixSecond,
                startWithinSecond, Optional.empty(), Optional.empty());
    }

    public ExperimentSpec {
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(protocolText, "protocolText");
        Objects.requireNonNull(placement, "placement");
        Objects.requireNonNull(expectedDuration, "expectedDuration");
        Objects.requireNonNull(openCircuit, "openCircuit");
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
