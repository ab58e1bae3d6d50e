package coulombus.core.scheduling;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Facility;

/// All that a pass of the scheduler knows.
///
/// @param nowUnixSecond        the moment, in s since 1970
/// @param facility             what there is
/// @param channels             one situation for each channel of the facility, in any order
/// @param queue                experiments with cells that wait, no id twice, in any order
/// @param groupChannelHours    decayed use of each group until now, in channel-hours; a group that is missing used nothing. What the running
///                             tests will still use the scheduler adds itself
/// @param reservedBefore       experiments that had a reservation after the last pass, in its order: they keep it before others of their
///                             class, so that what was predicted for them holds. May be empty
/// @param policy               how to decide
public record SchedulingInput(double nowUnixSecond, Facility facility, List<ChannelSituation> channels, List<QueuedExperiment> queue,
        Map<String, Double> groupChannelHours, List<String> reservedBefore, SchedulingPolicy policy) {

    public SchedulingInput {
        Objects.requireNonNull(facility, "facility");
        Objects.requireNonNull(policy, "policy");
        channels = List.copyOf(channels);
        queue = List.copyOf(queue);
        groupChannelHours = Map.copyOf(groupChannelHours);
        reservedBefore = List.copyOf(reservedBefore);
        if (!Double.isFinite(nowUnixSecond)) {
            throw new IllegalArgumentException("now: must be a time; was " + nowUnixSecond);
        }
        Set<String> told = channels.stream().map(ChannelSituation::channelId).collect(Collectors.toCollection(HashSet::new));
        Set<String> known = facility.channels().stream().map(ChannelSpec::channelId).collect(Collectors.toCollection(HashSet::new));
        if (told.size() < channels.size() || !told.equals(known)) {
            told.removeAll(known);
            throw new IllegalArgumentException("channels: must be one situation for each channel of the facility; were " + channels.size()
                    + " for " + known.size() + (told.isEmpty() ? "" : ", unknown are " + told));
        }
        if (queue.stream().map(QueuedExperiment::experimentId).distinct().count() < queue.size()) {
            throw new IllegalArgumentException("queue: an experiment is in it twice");
        }
    }
}
