package coulombus.app;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `closures`: times in which channels are not used, or kept for somebody.
@Command(name = "closures", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        ClosuresCommand.Add.class, ClosuresCommand.ListAll.class, ClosuresCommand.Remove.class }, description = {
                "Closes channels of a running fleet for a time, or keeps them for a group.",
                "A test that would reach into such a time is not started." })
final class ClosuresCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false, description = "Closes channels for a time.")
    static final class Add implements Callable<Integer> {
        @Parameters(index = "0", arity = "1", paramLabel = "ID", description = "Its name, by which it is removed.")
        private String id;

        @Option(names = "--channel", required = true, paramLabel = "CHANNEL", description = "Id of a channel; may be repeated.")
        private List<String> channels = new ArrayList<>();

        @Option(names = "--from", required = true, paramLabel = "TIME", converter = UnixSecond.class, description = "Begin, as in 2026-12-01T08:00:00Z.")
        private Double from;

        @Option(names = "--until", required = true, paramLabel = "TIME", converter = UnixSecond.class, description = "End.")
        private Double until;

        @Option(names = "--keep-for", paramLabel = "GROUP", description = "The group that may use them meanwhile. Default: nobody.")
        private String group;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonObject body = new JsonObject().put("closure_id", id).put("channels", new JsonArray(channels)).put("from_unix_second", from)
                    .put("until_unix_second", until).put("why", why);
            if (group != null) {
                body.put("kept_for_group", group);
            }
            return change.ask(spec.commandLine().getOut(), "POST", "/closures", body, id + " is noted");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "All closures, those of the facility's description too.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            new JsonTable().field("closure_id").time("from", "from_unix_second").time("until", "until_unix_second").field("kept_for_group")
                    .field("channels").field("why").print(fleet.client().get("/facility").getJsonArray("closures"), format,
                            spec.commandLine().getOut(), "there is none");
            return 0;
        }
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes a closure away that was added.")
    static final class Remove implements Callable<Integer> {
        @Parameters(index = "0", arity = "1", paramLabel = "ID", description = "Its name.")
        private String id;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return change.ask(spec.commandLine().getOut(), "DELETE", "/closures/" + FleetClient.encoded(id),
                    new JsonObject().put("why", why),
                    id + " is removed");
        }
    }

    /// A time of ISO 8601 with its zone.
    static final class UnixSecond implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return Instant.parse(text).toEpochMilli() / 1000.0;
            } catch (java.time.format.DateTimeParseException e) {
                throw new TypeConversionException("must be a time, as in 2026-12-01T08:00:00Z; was '" + text + "'");
            }
        }
    }
}
