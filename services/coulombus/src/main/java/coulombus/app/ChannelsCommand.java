package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.core.cell.CellFacts;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.formats.protocol.ProtocolYaml;

/// `channels`: what the channels of a running fleet do; start and stop a test on a named channel.
@Command(name = "channels", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        ChannelsCommand.ListAll.class, ChannelsCommand.Show.class, ChannelsCommand.Start.class, ChannelsCommand.Stop.class,
        BenchCommands.Drain.class, BenchCommands.Enable.class, BenchCommands.Maintenance.class, BenchCommands.Retire.class,
        BenchCommands.Taint.class, BenchCommands.Untaint.class, BenchCommands.Lock.class, BenchCommands.Unlock.class,
        BenchCommands.Quarantine.class, BenchCommands.ReleaseQuarantine.class, BenchCommands.ClearTrip.class }, description = {
                "Lists the channels of a running fleet; starts and stops a test on a named channel; takes channels out of use and into it.",
                "What is asked for is decided by the scheduler; the command waits for its answer." })
final class ChannelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /// How a listing is printed.
    enum Format {
        table, json, csv
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "Every channel: what it does, its cell and last values.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private Format format = Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonArray channels = fleet.client().get("/channels").getJsonArray("channels");
            PrintWriter out = spec.commandLine().getOut();
            if (format == Format.json) {
                out.println(channels.encodePrettily());
            } else {
                List<ChannelLine> lines = channels.stream().map(channel -> ChannelLine.of((JsonObject) channel)).toList();
                ChannelLine.print(lines, format == Format.csv, out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false, description = "One channel with its runs, as JSON.")
    static final class Show implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "CHANNEL", description = "Id of the channel, e.g. bts-1/27-1-1-1.")
        private String channel;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            spec.commandLine().getOut().println(fleet.client().get(FleetClient.channel(channel, "")).encodePrettily());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    @Command(name = "start", mixinStandardHelpOptions = true, sortOptions = false, description = "Starts a protocol with the cell on this channel.")
    static final class Start implements Callable<Integer> {
        @Parameters(index = "0", arity = "1", paramLabel = "CHANNEL", description = "Id of the channel, e.g. bts-1/27-1-1-1.")
        private String channel;

        @Option(names = "--protocol", required = true, paramLabel = "FILE", description = "The protocol, YAML (docs/reference/protocols.md).")
        private Path protocol;

        @Option(names = "--title", paramLabel = "TEXT", description = "For showing. Default: the protocol's name.")
        private String title;

        @Mixin
        private CellOptions cell;

        @Mixin
        private AskOptions ask;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String text = Files.readString(protocol);
            // Read here first: an error is told with the file's name, before anything is asked.
            String name;
            try {
                name = ResolvedProtocol.of(ProtocolYaml.read(text), cell.cellFacts()).name();
            } catch (IllegalArgumentException e) {
                throw new IOException(protocol + ": " + e.getMessage(), e);
            }
            JsonObject body = new JsonObject().put("title", title == null ? name : title).put("protocol", text).put("cell",
                    json(cell.cellFacts()));
            return ask.ask(spec, channel, "/start", body);
        }
    }

    @Command(name = "stop", mixinStandardHelpOptions = true, sortOptions = false, description = {
            "Stops the test on this channel; clears a trip.", "The channel is free when its agent has read the output off." })
    static final class Stop implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "CHANNEL", description = "Id of the channel, e.g. bts-1/27-1-1-1.")
        private String channel;

        @Option(names = "--why", paramLabel = "TEXT", description = "For the record.")
        private String why = "";

        @Mixin
        private AskOptions ask;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return ask.ask(spec, channel, "/stop", new JsonObject().put("why", why));
        }
    }

    /// How the scheduler is asked.
    static final class AskOptions {
        private static final long POLL_MILLIS = 100;
        private static final long PATIENCE_MILLIS = 30_000;

        @Option(names = "--request-id", paramLabel = "UUID", description = "Id of the request; with the same id the same thing is asked once, however often.")
        private UUID requestId = UUID.randomUUID();

        @Mixin
        private FleetOptions fleet;

        int ask(CommandSpec spec, String channel, String what, JsonObject body) throws IOException, InterruptedException {
            FleetClient client = fleet.client();
            client.post(FleetClient.channel(channel, what), requestId, body.put("requested_by", System.getProperty("user.name")));
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            JsonObject answer = client.get("/requests/" + requestId);
            while (answer.getString("state").equals("WAITING") && System.nanoTime() < end) {
                Thread.sleep(POLL_MILLIS);
                answer = client.get("/requests/" + requestId);
            }
            return tell(spec, channel, answer);
        }

        private int tell(CommandSpec spec, String channel, JsonObject answer) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            switch (answer.getString("state")) {
                case "GRANTED" -> out.println(answer.getString("run_id") == null
                        ? channel + ": told to stop"
                        : channel + ": told to run " + answer.getString("run_id") + " (token " + answer.getLong("token") + ")");
                case "REFUSED" -> throw new IOException(answer.getString("why"));
                default -> throw new IOException("the scheduler has not answered request " + requestId
                        + " yet; is it running? Ask again with --request-id " + requestId);
            }
            out.flush();
            return 0;
        }
    }

    /// The cell as the API takes it.
    static JsonObject json(CellFacts cell) {
        return new JsonObject().put("cell_id", cell.cellId()).put("kind", cell.kind().name())
                .put("first_half_cycle", cell.firstHalfCycle().name()).put("area_cm2", orNull(cell.areaCm2()))
                .put("active_mass_mg", orNull(cell.activeMassMg())).put("nominal_capacity_ah", orNull(cell.nominalCapacityAh()))
                .put("zinc_foil_thickness_um", orNull(cell.zincFoilThicknessUm()));
    }

    private static Double orNull(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
