package coulombus.runtime.management;

/// Where health and metrics are read.
///
/// @param host address to bind to, the loopback address where not given; read-only, so it may be opened to a monitoring network
/// @param port port, 9464 where not given; 0 takes a free one
public record ManagementSettings(String host, Integer port) {
    public static final int DEFAULT_PORT = 9464;

    public ManagementSettings {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? DEFAULT_PORT : port;
        if (host.isBlank()) {
            throw new IllegalArgumentException("management.host: must not be empty");
        }
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("management.port: must be 0 to 65535; was " + port);
        }
    }
}
