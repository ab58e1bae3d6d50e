package coulombus.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the properties of a Kafka client from a file as Kafka's own tools take it.
final class ClientProperties {
    /// In the embedded broker's credentials files beside the client's properties; not a property of a client.
    private static final Set<String> NOT_FOR_CLIENTS = Set.of("password", "bootstrap.servers");

    private ClientProperties() {}

    /// @param file may be null: no properties then
    static Map<String, String> read(Path file) throws IOException {
        if (file == null) {
            return Map.of();
        }
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            read.load(in);
        }
        return read.stringPropertyNames().stream().filter(name -> !NOT_FOR_CLIENTS.contains(name))
                .collect(Collectors.toMap(name -> name, read::getProperty));
    }
}
