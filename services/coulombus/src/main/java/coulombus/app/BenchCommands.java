package coulombus.app;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What `channels` does with single channels at the bench and in the plan.
final class BenchCommands {
    private BenchCommands() {}

    /// Something asked about one channel, with a reason.
    static class Wish implements Callable<Integer> {
        private final String what;
        private final String done;

        @Parameters(arity = "1", paramLabel = "CHANNEL", description = "Id of the channel, e.g. bts-1/27-1-1-1.")
        private String channel;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        Wish(String what, String done) {
            this.what = what;
            this.done = done;
        }

        /// What it says beside the reason.
        JsonObject body() {
            return new JsonObject();
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            return change.ask(spec.commandLine().getOut(), "POST", FleetClient.channel(channel, "/" + what), body().put("why", why),
                    channel + " " + done);
        }
    }

    @Command(name = "drain", mixinStandardHelpOptions = true, sortOptions = false, description = "Gives the channel no new test; the one it has goes on.")
    static final class Drain extends Wish {
        Drain() {
            super("drain", "gets no new test");
        }
    }

    @Command(name = "enable", mixinStandardHelpOptions = true, sortOptions = false, description = "Lets the channel be used again.")
    static final class Enable extends Wish {
        Enable() {
            super("enable", "is in use again");
        }
    }

    @Command(name = "maintenance", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes the channel out of use for work on it; refused while a test or a cell is on it.")
    static final class Maintenance extends Wish {
        Maintenance() {
            super("maintenance", "is in maintenance");
        }
    }

    @Command(name = "retire", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes the channel out of use for ever.")
    static final class Retire extends Wish {
        Retire() {
            super("retire", "is retired");
        }
    }

    @Command(name = "taint", mixinStandardHelpOptions = true, sortOptions = false, description = "Says something of the channel that everybody is to know.")
    static final class Taint extends Wish {
        @Option(names = "--key", required = true, paramLabel = "KEY", description = "Its name, by which it is taken away.")
        private String key;

        @Option(names = "--info", description = "Only to be shown; without it the channel gets no new test.")
        private boolean info;

        Taint() {
            super("taint", "is tainted");
        }

        @Override
        JsonObject body() {
            return new JsonObject().put("key", key).put("effect", info ? "INFO" : "NO_NEW_TEST");
        }
    }

    @Command(name = "untaint", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes a taint away.")
    static final class Untaint extends Wish {
        @Option(names = "--key", required = true, paramLabel = "KEY", description = "Its name.")
        private String key;

        Untaint() {
            super("untaint", "has that taint no more");
        }

        @Override
        JsonObject body() {
            return new JsonObject().put("key", key);
        }
    }

    @Command(name = "lock", mixinStandardHelpOptions = true, sortOptions = false, description = "Locks the bench of the channel: nothing starts on it until it is unlocked.")
    static final class Lock extends Wish {
        @Option(names = "--key", required = true, paramLabel = "KEY", description = "A word that opens it again.")
        private String key;

        Lock() {
            super("lock", "is locked");
        }

        @Override
        JsonObject body() {
            return new JsonObject().put("key", key);
        }
    }

    @Command(name = "unlock", mixinStandardHelpOptions = true, sortOptions = false, description = "Opens the lock with its key; without the key a second person has to ask the same.")
    static final class Unlock extends Wish {
        @Option(names = "--key", paramLabel = "KEY", description = "The word it was locked with.")
        private String key;

        Unlock() {
            super("unlock", "is asked to be open");
        }

        @Override
        JsonObject body() {
            return key == null ? new JsonObject() : new JsonObject().put("key", key);
        }
    }

    @Command(name = "quarantine", mixinStandardHelpOptions = true, sortOptions = false, description = "Doubts what is known of the channel: nothing starts on it until two persons release it.")
    static final class Quarantine extends Wish {
        Quarantine() {
            super("quarantine", "is in quarantine");
        }
    }

    @Command(name = "release-quarantine", mixinStandardHelpOptions = true, sortOptions = false, description = "Says that the channel carries no current and is safe; the second person who says so releases it.")
    static final class ReleaseQuarantine extends Wish {
        ReleaseQuarantine() {
            super("release-quarantine", "is said to be safe");
        }
    }

    @Command(name = "clear-trip", mixinStandardHelpOptions = true, sortOptions = false, description = "Clears a trip that was looked at.")
    static final class ClearTrip extends Wish {
        ClearTrip() {
            super("clear-trip", "is told to clear its trip");
        }
    }
}
