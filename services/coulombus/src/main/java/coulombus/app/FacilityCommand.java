package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import coulombus.formats.facility.FacilityYaml;

/// `facility`: what there is, and how it was used.
@Command(name = "facility", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        FacilityCommand.Show.class, FacilityCommand.Describe.class,
        FacilityCommand.Utilisation.class }, description = "Describes the facility to a running fleet, and tells what is known of its channels and how they were used.")
final class FacilityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false, description = "Channels with what hinders them; in JSON everything, groups and closures too.")
    static final class Show implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonObject facility = fleet.client().get("/facility");
            PrintWriter out = spec.commandLine().getOut();
            if (format == ChannelsCommand.Format.json) {
                out.println(facility.encodePrettily());
                out.flush();
                return 0;
            }
            new JsonTable().field("channel_id").field("rack").field("chamber").field("admin").field("experiment_id")
                    .field("mounted_cell_id")
                    .field("hindrance").print(facility.getJsonArray("channels"), format, out,
                            "no facility is described yet: facility set FILE");
            if (format == ChannelsCommand.Format.table && !facility.getJsonArray("groups").isEmpty()) {
                out.println();
                new JsonTable().column("group", one -> one.getString("name")).field("share").field("used_channel_hours")
                        .field("decayed_channel_hours").print(facility.getJsonArray("groups"), format, out, "");
            }
            return 0;
        }
    }

    @Command(name = "set", mixinStandardHelpOptions = true, sortOptions = false, description = "Describes the facility anew; refused where a channel in use would be gone.")
    static final class Describe implements Callable<Integer> {
        @Parameters(arity = "1", paramLabel = "FILE", description = "The facility, YAML (docs/reference/experiments.md).")
        private Path file;

        @Mixin
        private ChangeOptions change;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            String text = Files.readString(file);
            YamlFiles.check(file, text, FacilityYaml::read);
            return change.askWithYaml(spec.commandLine().getOut(), "PUT", "/facility", text, "the facility is described");
        }
    }

    @Command(name = "utilisation", mixinStandardHelpOptions = true, sortOptions = false, description = "Channel-hours of each month by group, and by the reason for which none were used.")
    static final class Utilisation implements Callable<Integer> {
        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonArray months = fleet.client().get("/utilisation").getJsonArray("months");
            JsonArray rows = months;
            if (format != ChannelsCommand.Format.json) {
                rows = new JsonArray();
                for (Object one : months) {
                    JsonObject month = (JsonObject) one;
                    String name = month.getString("month");
                    for (String kind : java.util.List.of("groups", "waste")) {
                        for (var hours : month.getJsonObject(kind)) {
                            rows.add(row(name, kind.equals("groups") ? "group" : kind, hours.getKey(), (Double) hours.getValue()));
                        }
                    }
                    rows.add(row(name, "in_service", "", month.getDouble("in_service_channel_hours")));
                }
            }
            new JsonTable().field("month").field("kind").field("name").field("channel_hours").print(rows, format,
                    spec.commandLine().getOut(),
                    "nothing is known yet");
            return 0;
        }

        private static JsonObject row(String month, String kind, String name, Double hours) {
            return new JsonObject().put("month", month).put("kind", kind).put("name", name).put("channel_hours", hours);
        }
    }
}
