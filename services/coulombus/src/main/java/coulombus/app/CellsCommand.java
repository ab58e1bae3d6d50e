package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.formats.facility.CellsYaml;

/// `cells`: the cells of the lab; register, look at, mount and unmount.
@Command(name = "cells", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        CellsCommand.Register.class, CellsCommand.ListAll.class, CellsCommand.Show.class, CellsCommand.Mount.class,
        CellsCommand.Unmount.class }, description = {
                "Registers the cells of the lab, tells their lives, and what was scanned at the bench.",
                "What is asked for is decided by the scheduler; the command waits for its answer." })
final class CellsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(name = "register", mixinStandardHelpOptions = true, sortOptions = false, description = "Registers cells, or completes what is known of them: all of the file or none.")
    static final class Register implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "FILE", description = "The cells, YAML (docs/reference/experiments.md).")
        private Path file;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String text = Files.readString(file);
            YamlFiles.check(file, text, CellsYaml::read);
            int count = CellsYaml.read(text).size();
            return change.askWithYaml(spec.commandLine().getOut(), "POST", "/cells", text, count + " cells are registered");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "Cells, newest first.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            new JsonTable().field("cell_id").field("barcode").field("kind").field("experiment_id").field("assigned_channel_id")
                    .field("mounted_channel_id")
                    .print(fleet.client().all("/cells", "cells"), format, spec.commandLine().getOut(), "no cell is registered yet");
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false, description = "One cell with its whole life.")
    static final class Show implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "CELL", description = "Its id or its barcode.")
        private String cell;

        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}; csv has one row an event. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonObject one = fleet.client().get("/cells/" + FleetClient.encoded(cell));
            PrintWriter out = spec.commandLine().getOut();
            if (format == ChannelsCommand.Format.json) {
                out.println(one.encodePrettily());
                out.flush();
                return 0;
            }
            if (format == ChannelsCommand.Format.table) {
                out.println(one.getString("cell_id") + ", " + one.getString("kind") + ", barcode " + one.getString("barcode"));
            }
            new JsonTable().time("time", "time_unix_second").field("what").field("channel_id").field("run_id").field("detail")
                    .print(one.getJsonArray("life"), format, out, "");
            return 0;
        }
    }

    /// What was scanned.
    static final class Scan {
        @Parameters(index = "0", arity = "1", paramLabel = "BARCODE", description = "What the scanner reads from the cell.")
        private String barcode;

        @Parameters(index = "1", arity = "1", paramLabel = "CHANNEL", description = "Id of the channel, e.g. bts-1/27-1-1-1.")
        private String channel;

        @Mixin
        private ChangeOptions change;

        int ask(CommandSpec spec, String what, String done) throws IOException, InterruptedException {
            return change.ask(spec.commandLine().getOut(), "POST", FleetClient.channel(channel, "/" + what),
                    new JsonObject().put("barcode", barcode), barcode + done + channel);
        }
    }

    @Command(name = "mount", mixinStandardHelpOptions = true, sortOptions = false, description = "Says that a cell was clipped to a channel; refused for the wrong one.")
    static final class Mount implements Callable<Integer> {
        @Mixin
        private Scan scan;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return scan.ask(spec, "mount", " is on ");
        }
    }

    @Command(name = "unmount", mixinStandardHelpOptions = true, sortOptions = false, description = "Says that a cell was taken off a channel.")
    static final class Unmount implements Callable<Integer> {
        @Mixin
        private Scan scan;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return scan.ask(spec, "unmount", " is off ");
        }
    }
}
