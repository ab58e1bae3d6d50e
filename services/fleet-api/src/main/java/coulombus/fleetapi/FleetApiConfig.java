package coulombus.fleetapi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import coulombus.fleetapi.access.OidcSettings;

/// How the API and the page are offered. Authentication is always on; there is no setting to turn it off.
///
/// What is null is not set, and becomes its default.
///
/// @param host          address to bind, 127.0.0.1 where not set; anything but a loopback address needs `tls`
/// @param port          port to bind, 7480 where not set, 0 for any free one
/// @param tokenFile     file of the access token; made with mode 0600 where it does not exist; must be set
/// @param tls           certificate and key; plain HTTP on loopback where not set
/// @param publicHosts   names under which browsers reach the page besides loopback names, e.g. `fleet.lab.example`
/// @param loginLinkLife how long an unused login link works, 15 minutes where not set
/// @param sessionLife   how long a browser stays logged in, 7 days where not set
/// @param view          how much is remembered
/// @param peopleFile    file of the people with tokens of their own, mode 0600; nobody where not set; it may come later
/// @param oidc          whose bearer tokens are believed beside; nobody's where not set
public record FleetApiConfig(String host, Integer port, Path tokenFile, TlsFiles tls, List<String> publicHosts, Duration loginLinkLife,
        Duration sessionLife, ViewLimits view, Path peopleFile, OidcSettings oidc) {

    public static final int DEFAULT_PORT = 7480;
    /// Usual name of the file of people.
    public static final String PEOPLE = "people.yaml";

    public FleetApiConfig {
        host = host == null ? "127.0.0.1" : host;
        port = port == null ? DEFAULT_PORT : port;
        publicHosts = publicHosts == null ? List.of() : List.copyOf(publicHosts);
        loginLinkLife = loginLinkLife == null ? Duration.ofMinutes(15) : loginLinkLife;
        sessionLife = sessionLife == null ? Duration.ofDays(7) : sessionLife;
        view = view == null ? ViewLimits.DEFAULT : view;
        if (tokenFile == null) {
            throw new IllegalArgumentException(
                    "fleetApi.tokenFile: must name the file of the access token; it is made where it does not exist");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("fleetApi.port: must be 0 to 65535; was " + port);
        }
        requirePositive(loginLinkLife, "fleetApi.loginLinkLife");
        requirePositive(sessionLife, "fleetApi.sessionLife");
        if (tls == null && !isLoopback(host)) {
            throw new IllegalArgumentException("fleetApi.host: '" + host + "' is not a loopback address, and others could read along;"
                    + " set fleetApi.tls.certificate and fleetApi.tls.key, or bind 127.0.0.1");
        }
    }

    /// Every default but the port, on loopback; people with tokens of their own in a file beside the token.
    public static FleetApiConfig onLoopback(int port, Path tokenFile) {
        return new FleetApiConfig(null, port, tokenFile, null, null, null, null, null, tokenFile.resolveSibling(PEOPLE), null);
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
            throw new IllegalArgumentException("fleetApi.host: '" + host + "' cannot be resolved", e);
        }
    }

    /// PEM files for HTTPS.
    public record TlsFiles(Path certificate, Path key) {
        public TlsFiles {
            requireFile(certificate, "fleetApi.tls.certificate");
            requireFile(key, "fleetApi.tls.key");
        }

        private static void requireFile(Path file, String name) {
            if (file == null) {
                throw new IllegalArgumentException(name + ": must name a PEM file, because fleetApi.tls is given");
            }
        }
    }
}
