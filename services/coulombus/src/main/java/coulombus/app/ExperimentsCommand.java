package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.formats.facility.ExperimentYaml;

/// `experiments`: what the fleet is to do; submit, look at, cancel, extend, move.
@Command(name = "experiments", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        ExperimentsCommand.Submit.class, ExperimentsCommand.ListAll.class, ExperimentsCommand.Show.class, ExperimentsCommand.Cancel.class,
        ExperimentsCommand.Extend.class, ExperimentsCommand.Move.class }, description = {
                "Submits experiments to a running fleet and follows them: the scheduler gives their cells channels.",
                "What is asked for is decided by the scheduler; the command waits for its answer." })
final class ExperimentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /// A listing of experiments, as the queue prints it too.
    static JsonTable table() {
        return new JsonTable().field("experiment_id").field("state")
                .column("cells", one -> String.valueOf(one.getJsonArray("cells").size()))
                .field("group").field("priority").field("queue_position").time("submitted", "submitted_unix_second")
                .time("likely_start", "likely_start_unix_second").time("expected_end", "expected_end_p50_unix_second").field("title")
                .field("why_waiting");
    }

    @Command(name = "submit", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "Submits an experiment; prints its id.", "With --dry-run it is only told where it would go and when." })
    static final class Submit implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "FILE", description = "The experiment, YAML (docs/reference/experiments.md).")
        private Path file;

        @Option(names = "--dry-run", description = "Only tell where it would go and when, or what is wrong with it.")
        private boolean isDry;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String text = Files.readString(file);
            // Read here first: an error is told with the file's name, before anything is asked.
            YamlFiles.check(file, text, ExperimentYaml::read);
            PrintWriter out = spec.commandLine().getOut();
            if (!isDry) {
                return change.askWithYaml(out, "POST", "/experiments", text, "is in the queue");
            }
            JsonObject answer = change.client().look("/experiments/dry-run", "text/yaml", text);
            if (change.format() == ChannelsCommand.Format.json) {
                out.println(answer.encodePrettily());
                out.flush();
            }
            JsonArray problems = answer.getJsonArray("problems");
            if (!problems.isEmpty()) {
                throw new IOException(file + ": would be refused: " + String.join("; ", problems.stream().map(String::valueOf).toList()));
            }
            if (change.format() != ChannelsCommand.Format.json) {
                tell(answer, out);
            }
            return 0;
        }

        private void tell(JsonObject answer, PrintWriter out) {
            if (change.format() == ChannelsCommand.Format.csv || !answer.getJsonArray("placements").isEmpty()) {
                new JsonTable().field("cell_id").field("channel_id").print(answer.getJsonArray("placements"), change.format(), out, "");
            }
            if (change.format() == ChannelsCommand.Format.table) {
                String why = answer.getString("why", "");
                out.println(why.isEmpty() ? "it would start now" : "it would wait: " + why);
                answer.getJsonArray("counts").forEach(one -> {
                    JsonObject count = (JsonObject) one;
                    out.printf(Locale.ROOT, "  %s: %d suit, %d are left%n", count.getString("what"), count.getInteger("suitable"),
                            count.getInteger("left"));
                });
                if (!why.isEmpty()) {
                    out.println("start at the earliest " + orUnknown(answer.getDouble("earliest_start_unix_second")) + ", likely "
                            + orUnknown(answer.getDouble("likely_start_unix_second")));
                }
                out.flush();
            }
        }

        private static String orUnknown(Double unixSecond) {
            return unixSecond == null ? "not known" : JsonTable.time(unixSecond);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "Experiments, newest first.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--state", paramLabel = "STATE", description = "waiting (a cell waits for a channel), live (not over), over, or a state such as RUNNING. Default: ${DEFAULT-VALUE}.")
        private String state = "live";

        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonArray all = fleet.client().all("/experiments?state=" + FleetClient.encoded(state), "experiments");
            table().print(all, format, spec.commandLine().getOut(), "there is none (--state " + state + ")");
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false, description = "One experiment with its cells, and why it waits.")
    static final class Show implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "EXPERIMENT", description = "Its id, e.g. E17.")
        private String experiment;

        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; csv has one row a cell. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonObject one = fleet.client().get("/experiments/" + FleetClient.encoded(experiment));
            PrintWriter out = spec.commandLine().getOut();
            if (format == ChannelsCommand.Format.json) {
                out.println(one.encodePrettily());
                out.flush();
                return 0;
            }
            if (format == ChannelsCommand.Format.table) {
                table().print(new JsonArray().add(one), format, out, "");
                one.getJsonArray("counts").forEach(count -> out.println("  " + JsonTable.text((JsonObject) count, "what") + ": "
                        + JsonTable.text((JsonObject) count, "left") + " channels left"));
                out.println();
            }
            new JsonTable().field("cell_id").field("state").field("channel_id").time("started", "started_unix_second")
                    .time("ended", "ended_unix_second").field("run_id").field("why").print(one.getJsonArray("cells"), format, out, "");
            return 0;
        }
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, sortOptions = false, description = "Cancels what has not ended of an experiment; stops what runs.")
    static final class Cancel implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "EXPERIMENT", description = "Its id, e.g. E17.")
        private String experiment;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return change.ask(spec.commandLine().getOut(), "POST", "/experiments/" + FleetClient.encoded(experiment) + "/cancel",
                    new JsonObject().put("why", why), "is being cancelled");
        }
    }

    @Command(name = "extend", mixinStandardHelpOptions = true, sortOptions = false, description = "Expects an experiment to take longer; changes the plan, not the protocol.")
    static final class Extend implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "EXPERIMENT", description = "Its id, e.g. E17.")
        private String experiment;

        @Option(names = "--hours", required = true, paramLabel = "HOURS", converter = OptionValues.PositiveNumber.class, description = "By how much, h.")
        private double hours;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return change.ask(spec.commandLine().getOut(), "POST", "/experiments/" + FleetClient.encoded(experiment) + "/extend",
                    new JsonObject().put("hours", hours).put("why", why), "is expected to end later");
        }
    }

    @Command(name = "move", mixinStandardHelpOptions = true, sortOptions = false, description = "Gives an experiment another place or class in the queue; without both an earlier move is taken back.")
    static final class Move implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "EXPERIMENT", description = "Its id, e.g. E17.")
        private String experiment;

        @Option(names = "--position", paramLabel = "N", description = "Place in the queue, from 1.")
        private Integer position;

        @Option(names = "--priority", paramLabel = "CLASS", description = "${COMPLETION-CANDIDATES}.")
        private PriorityClass priority;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonObject body = new JsonObject().put("why", why);
            if (position != null) {
                body.put("position", position);
            }
            if (priority != null) {
                body.put("priority", priority.name());
            }
            return change.ask(spec.commandLine().getOut(), "POST", "/experiments/" + FleetClient.encoded(experiment) + "/move", body,
                    "has its new place");
        }
    }
}
