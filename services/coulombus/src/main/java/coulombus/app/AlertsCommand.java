package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
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

/// `alerts`: what waits for a person in a running fleet; take it, or say that it is over.
@Command(name = "alerts", mixinStandardHelpOptions = true, sortOptions = false, synopsisSubcommandLabel = "COMMAND", subcommands = {
        AlertsCommand.ListAll.class, AlertsCommand.Ack.class, AlertsCommand.Resolve.class }, description = {
                "Lists the alerts of a running fleet; takes one, or says that it is over.",
                "Who did it and why is recorded. The command waits for the alert-router's answer." })
final class AlertsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false, description = "Alerts: what waits for a person first, then the worst, then the newest.")
    static final class ListAll implements Callable<Integer> {
        @Option(names = "--state", paramLabel = "STATE", description = "firing (nobody has taken it), going (not over), OPEN, ACKNOWLEDGED, RESOLVED, REOPENED or "
                + "SUPPRESSED. Default: ${DEFAULT-VALUE}.")
        private String state = "going";

        @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        private ChannelsCommand.Format format = ChannelsCommand.Format.table;

        @Mixin
        private FleetOptions fleet;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            JsonArray alerts = fleet.client().get("/alerts?state=" + state).getJsonArray("alerts");
            PrintWriter out = spec.commandLine().getOut();
            if (format == ChannelsCommand.Format.json) {
                out.println(alerts.encodePrettily());
            } else {
                List<AlertLine> lines = alerts.stream().map(alert -> AlertLine.of((JsonObject) alert)).toList();
                AlertLine.print(lines, format == ChannelsCommand.Format.csv, out);
            }
            out.flush();
            return 0;
        }
    }

    @Command(name = "ack", mixinStandardHelpOptions = true, sortOptions = false, description = "Takes an alert: whoever is told of it sees that somebody looks after it.")
    static final class Ack implements Callable<Integer> {
        @Mixin
        private AskOptions ask;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return ask.ask(spec, "acknowledge");
        }
    }

    @Command(name = "resolve", mixinStandardHelpOptions = true, sortOptions = false, description = "Says that an alert is over.")
    static final class Resolve implements Callable<Integer> {
        @Mixin
        private AskOptions ask;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return ask.ask(spec, "resolve");
        }
    }

    /// How the alert-router is asked.
    static final class AskOptions {
        private static final long POLL_MILLIS = 100;
        private static final long PATIENCE_MILLIS = 30_000;

        @Parameters(arity = "1", paramLabel = "ALERT", description = "Id of the alert, or its begin as far as no other begins so.")
        private String alert;

        @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, for the record.")
        private String why;

        @Option(names = "--who", paramLabel = "NAME", description = "Who you are. Default: the name you are logged in with.")
        private String who = System.getProperty("user.name");

        @Option(names = "--request-id", paramLabel = "UUID", description = "Id of the request; with the same id the same thing is asked once, however often.")
        private UUID requestId = UUID.randomUUID();

        @Mixin
        private FleetOptions fleet;

        int ask(CommandSpec spec, String what) throws IOException, InterruptedException {
            FleetClient client = fleet.client();
            String id = whole(client);
            client.post("/alerts/" + id + "/" + what, requestId, new JsonObject().put("who", who).put("why", why));
            long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
            JsonObject answer = client.get("/alert-requests/" + requestId);
            while (answer.getString("state").equals("WAITING") && System.nanoTime() < end) {
                Thread.sleep(POLL_MILLIS);
                answer = client.get("/alert-requests/" + requestId);
            }
            switch (answer.getString("state")) {
                case "DONE" -> spec.commandLine().getOut().println(answer.getString("after"));
                case "REFUSED" -> throw new IOException(answer.getString("why"));
                default -> throw new IOException("the alert-router has not answered request " + requestId
                        + " yet; is it running? Ask again with --request-id " + requestId);
            }
            spec.commandLine().getOut().flush();
            return 0;
        }

        private String whole(FleetClient client) throws IOException, InterruptedException {
            if (alert.length() == UUID.randomUUID().toString().length()) {
                return alert;
            }
            List<String> found = client.get("/alerts?limit=10000").getJsonArray("alerts").stream()
                    .map(one -> ((JsonObject) one).getString("alert_id")).filter(id -> id.startsWith(alert)).toList();
            if (found.size() != 1) {
                throw new IOException(found.isEmpty()
                        ? "no alert's id begins with " + alert
                        : "the ids of " + found.size() + " alerts begin with " + alert + "; give more of it");
            }
            return found.get(0);
        }
    }
}
