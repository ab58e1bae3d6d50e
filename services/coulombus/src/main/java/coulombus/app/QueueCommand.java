package coulombus.app;

import java.io.IOException;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `queue`: what waits, why, and when it likely starts.
@Command(name = "queue", mixinStandardHelpOptions = true, sortOptions = false, description = "What waits in a running fleet, in the order in which it is thought of: why, and when it likely starts.")
final class QueueCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ChannelsCommand.Format format = ChannelsCommand.Format.table;

    @Mixin
    private FleetOptions fleet;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        new JsonTable().field("queue_position").field("experiment_id")
                .column("cells", one -> String.valueOf(one.getJsonArray("cells").stream()
                        .filter(cell -> ((io.vertx.core.json.JsonObject) cell).getString("state").equals("QUEUED")).count()))
                .field("group").field("priority").time("earliest_start", "earliest_start_unix_second")
                .time("likely_start", "likely_start_unix_second").field("title").field("why_waiting")
                .print(fleet.client().all("/queue", "experiments"), format, spec.commandLine().getOut(), "nothing waits");
        return 0;
    }
}
