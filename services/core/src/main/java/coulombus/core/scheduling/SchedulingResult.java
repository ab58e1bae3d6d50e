package coulombus.core.scheduling;

import java.util.List;
import java.util.Objects;

/// What a pass decided.
///
/// @param starts       which cell starts on which channel, now, in the order of decision. All of an experiment that starts together or none
/// @param reservations who keeps which channels, in the order of the queue
/// @param waiting      every experiment of which a cell still waits, in the order of the queue
public record SchedulingResult(List<CellStart> starts, List<Reservation> reservations, List<WaitingExperiment> waiting) {

    /// @param experimentId the experiment
    /// @param cellId       its cell
    /// @param channelId    where it starts
    public record CellStart(String experimentId, String cellId, String channelId) {
        public CellStart {
            Objects.requireNonNull(experimentId, "experimentId");
            Objects.requireNonNull(cellId, "cellId");
            Objects.requireNonNull(channelId, "channelId");
        }
    }

    /// @param experimentId        the experiment
    /// @param channelIds          channels it counts on, as many as it waits for. Until it starts it may come to count on others as good
    /// @param notBeforeUnixSecond when they are all free, as far as known, in s since 1970; not before now
    public record Reservation(String experimentId, List<String> channelIds, double notBeforeUnixSecond) {
        public Reservation {
            Objects.requireNonNull(experimentId, "experimentId");
            channelIds = List.copyOf(channelIds);
        }
    }

    public SchedulingResult {
        starts = List.copyOf(starts);
        reservations = List.copyOf(reservations);
        waiting = List.copyOf(waiting);
    }
}
