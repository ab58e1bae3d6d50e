package coulombus.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.UUID;

import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How the scheduler is asked for a change, and how its answer is told.
final class ChangeOptions {
    private static final long POLL_MILLIS = 100;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    @Option(names = "--who", paramLabel = "NAME", description = "Which person asks; believed with the fleet's own token only. Default: the name you are logged in with.")
    private String who = System.getProperty("user.name");

    @Option(names = "--request-id", paramLabel = "UUID", description = "Id of the request; with the same id the same thing is asked once, however often.")
    private UUID requestId = UUID.randomUUID();

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of the answer: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ChannelsCommand.Format format = ChannelsCommand.Format.table;

    @Mixin
    private FleetOptions fleet;

    FleetClient client() throws IOException {
        return fleet.client();
    }

    ChannelsCommand.Format format() {
        return format;
    }

    /// Asks with a JSON body, waits for the scheduler's answer and tells it.
    ///
    /// @param done what to say to a person where it was done, before what the answer names
    int ask(PrintWriter out, String method, String path, JsonObject body, String done) throws IOException, InterruptedException {
        return ask(out, method, path, "application/json", body.put("who", who).encode(), done);
    }

    /// The same with a text of YAML.
    int askWithYaml(PrintWriter out, String method, String path, String yaml, String done) throws IOException, InterruptedException {
        return ask(out, method, path + "?who=" + FleetClient.encoded(who), "text/yaml", yaml, done);
    }

    private int ask(PrintWriter out, String method, String path, String type, String body, String done)
            throws IOException, InterruptedException {
        FleetClient client = client();
        JsonObject answer = client.change(method, path, requestId, type, body);
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (answer.getString("state").equals("WAITING") && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
            answer = client.get("/requests/" + requestId);
        }
        switch (answer.getString("state")) {
            case "DONE" -> tell(out, answer, done);
            case "REFUSED" -> throw new IOException(answer.getString("why"));
            default -> throw new IOException("the scheduler has not answered request " + requestId
                    + " yet; is it running? Ask again with --request-id " + requestId);
        }
        return 0;
    }

    private void tell(PrintWriter out, JsonObject answer, String done) {
        switch (format) {
            case json -> out.println(answer.encodePrettily());
            case csv -> {
                TextTable table = new TextTable(answer.fieldNames().stream().sorted().toList());
                table.add(answer.fieldNames().stream().sorted().map(name -> JsonTable.text(answer, name)).toList());
                table.print(true, out);
            }
            case table -> {
                String why = answer.getString("why");
                out.println((answer.getString("experiment_id") == null ? "" : answer.getString("experiment_id") + ": ") + done
                        + (why == null || why.isEmpty() ? "" : "; " + why));
            }
        }
        out.flush();
    }
}
