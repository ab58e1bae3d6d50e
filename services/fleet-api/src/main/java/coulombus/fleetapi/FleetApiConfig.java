package coulombus.fleetapi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How the API and the page are offered. Authentication is always on; there is no setting to turn it off.
///
/// @param host            address to bind; anything but a loopback address needs `tls`
/// @param port            port to bind, 0 for any free one
/// @param tokenFile       file of the access token; made with mode 0600 where it does not exist
/// @param tls             certificate and key, or empty for plain HTTP on loopback
/// @param publicHosts     names under which browsers reach the page besides loopback names, e.g. `fleet.lab.example`
/// @param loginLinkLife   how long an unused login link works
/// @param sessionLife     how long a browser stays logged in
/// @param view            how much is remembered
public record FleetApiConfig(String host, int port, Path tokenFile, Optional<TlsFiles> tls, List<String> publicHosts,
        Duration loginLinkLife, Duration sessionLife, ViewLimits view) {

    public static final int DEFAULT_PORT = 7480;

    public FleetApiConfig {
        Objects.requireNonNull(host, "api.host");
        Objects.requireNonNull(tokenFile, "api.tokenFile");
        Objects.requireNonNull(tls, "api.tls");
        Objects.requireNonNull(view, "api.view");
        publicHosts = List.copyOf(publicHosts);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("api.port: must be 0 to 65535; was " + port);
        }
        requirePositive(loginLinkLife, "api.loginLinkLife");
        requirePositive(sessionLife, "api.sessionLife");
        if (tls.isEmpty() && !isLoopback(host)) {
            throw new IllegalArgumentException("api.host: '" + host + "' is not a loopback address, and others could read along;"
                    + " set api.tls.certificate and api.tls.key, or bind 127.0.0.1");
        }
    }

    /// Loopback, the default port, a week of login.
    public static FleetApiConfig onLoopback(Path tokenFile) {
        return new FleetApiConfig("127.0.0.1", DEFAULT_PORT, tokenFile, Optional.empty(), List.of(), Duration.ofMinutes(15),
                Duration.ofDays(7), ViewLimits.DEFAULT);
    }

    public FleetApiConfig withPort(int port) {
        return new FleetApiConfig(host, port, tokenFile, tls, publicHosts, loginLinkLife, sessionLife, view);
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + ": must be longer than nothing; was " + duration);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("api.host: '" + host + "' cannot be resolved", e);
        }
    }

    /// PEM files for HTTPS.
    public record TlsFiles(Path certificate, Path key) {
        public TlsFiles {
            Objects.requireNonNull(certificate, "api.tls.certificate");
            Objects.requireNonNull(key, "api.tls.key");
        }
    }
}
