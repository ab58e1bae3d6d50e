package coulombus.core.book;

import java.util.Optional;

/// What a decision needs to know beside the book: what agents say and what [coulombus.core.assignment.AssignmentBook] holds.
public interface Surroundings {
    /// True where the channel is given to a run, of an experiment or not, and not released.
    boolean isAssigned(String channelId);

    /// Why the channel is tripped, empty where it is not.
    Optional<String> trip(String channelId);

    /// Nobody else is on any channel. For trying things out.
    Surroundings NOTHING = new Surroundings() {
        @Override
        public boolean isAssigned(String channelId) {
            return false;
        }

        @Override
        public Optional<String> trip(String channelId) {
            return Optional.empty();
        }
    };
}
