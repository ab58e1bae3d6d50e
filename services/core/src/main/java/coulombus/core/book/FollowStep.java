package coulombus.core.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import coulombus.core.assignment.AssignmentBook;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Decision;
import coulombus.core.assignment.Decision.Outcome;

/// Entries of the log that belong together: all of them are written in one transaction, or none. What channels are told stands in the
/// assignments.
///
/// @param facility    about the experiments and channels, in order
/// @param assignments about what channels are told, in order
public record FollowStep(List<FacilityDecision> facility, List<Decision> assignments) {
    public FollowStep {
        facility = List.copyOf(facility);
        assignments = List.copyOf(assignments);
    }

    /// What channels are told with the step; to be asked before the books are told. A release tells that nothing shall run: whoever hears of
    /// the channel later must not find the old order. What is granted after it takes its place.
    public List<ChannelDesired> words(AssignmentBook before) {
        Map<String, ChannelDesired> words = new LinkedHashMap<>();
        for (Decision decision : assignments) {
            switch (decision.outcome()) {
                case Outcome.Granted(ChannelDesired desired) -> words.put(decision.channelId(), desired);
                case Outcome.Released released -> before.activeOn(decision.channelId())
                        .ifPresent(active -> words.put(decision.channelId(), AssignmentBook.afterRelease(active)));
                case Outcome.Refused refused -> {
                }
            }
        }
        return List.copyOf(words.values());
    }
}
