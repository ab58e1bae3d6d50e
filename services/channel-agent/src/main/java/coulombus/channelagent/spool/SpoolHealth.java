package coulombus.channelagent.spool;

import java.util.Objects;

/// Whether the spool takes what it is given. Every state but [Working] ends by itself when its cause does.
public sealed interface SpoolHealth {
    record Working() implements SpoolHealth {}

    /// No room for measurements; orders and trips are still taken.
    record Full(String why) implements SpoolHealth {
        public Full { Objects.requireNonNull(why, "why"); }
    }

    /// Nothing is taken: a write failed. It is opened anew as soon as there is room.
    record Broken(String why) implements SpoolHealth {
        public Broken { Objects.requireNonNull(why, "why"); }
    }
}
