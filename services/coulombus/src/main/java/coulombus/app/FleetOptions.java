package coulombus.app;

import java.io.IOException;
import java.nio.file.Path;

import picocli.CommandLine.Option;

/// Which fleet a command speaks to.
final class FleetOptions {
    @Option(names = "--api", paramLabel = "URL", description = "Address of the fleet's API. Default: ${DEFAULT-VALUE}.")
    private String api = "http://127.0.0.1:7480";

    @Option(names = "--data", paramLabel = "DIR", description = "The fleet's folder, in which its token lies. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("coulombus-data");

    @Option(names = "--token-file", paramLabel = "FILE", description = "The token, where it lies elsewhere. Default: DIR/api-token.")
    private Path tokenFile;

    FleetClient client() throws IOException {
        return FleetClient.of(api, tokenFile == null ? data.resolve("api-token") : tokenFile);
    }
}
