package coulombus.runtime.broker;

import java.nio.file.Path;
import java.util.Objects;

/// What a person may choose about the embedded broker.
///
/// @param folder         where its data, ports and credentials lie; made where it does not exist
/// @param port           loopback port for clients; 0 takes a free one at the first start and keeps it
/// @param controllerPort loopback port of the controller; 0 likewise
public record BrokerSettings(Path folder, int port, int controllerPort) {
    public BrokerSettings {
        Objects.requireNonNull(folder, "broker.folder");
        requirePort(port, "broker.port");
        requirePort(controllerPort, "broker.controllerPort");
        if (port != 0 && port == controllerPort) {
            throw new IllegalArgumentException("broker.controllerPort: must differ from broker.port; both were " + port);
        }
    }

    /// Free ports, kept beside the data.
    public static BrokerSettings in(Path folder) {
        return new BrokerSettings(folder, 0, 0);
    }

    private static void requirePort(int port, String path) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException(path + ": must be 0 to 65535; was " + port);
        }
    }
}
