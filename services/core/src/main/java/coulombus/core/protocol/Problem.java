package coulombus.core.protocol;

import java.util.Objects;

/// Something wrong with a protocol for a cell on a channel.
///
/// @param level an error must not run
/// @param step  index of the step; -1 where it is about the whole
/// @param where path in the protocol: `steps[3].until.voltage`
/// @param what  what is wrong, with the numbers
public record Problem(Level level, int step, String where, String what) {
    /// How bad it is.
    public enum Level {
        ERROR, WARNING
    }

    public Problem {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(what, "what");
    }

    @Override
    public String toString() {
        return level + " " + where + ": " + what;
    }
}
