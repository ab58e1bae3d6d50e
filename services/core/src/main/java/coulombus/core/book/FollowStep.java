package coulombus.core.book;

import java.util.List;

import coulombus.core.assignment.Decision;

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
}
