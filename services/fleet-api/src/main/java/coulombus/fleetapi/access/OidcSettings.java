package coulombus.fleetapi.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Whose bearer tokens are believed, and what their groups mean here (OpenID Connect).
///
/// What is null is not set, and becomes its default.
///
/// @param issuer      the identity provider as its tokens name it, an address; must be set
/// @param audience    the name under which this fleet is known there, which tokens must be made for; must be set
/// @param jwksUrl     where its keys are; asked of the issuer (`/.well-known/openid-configuration`) where not set
/// @param algorithms  signatures that are taken, RS256 and ES256 where not set; never none or one with a shared secret
/// @param nameClaim   the claim that names the person, `preferred_username` where not set; where a token has none, `sub`
/// @param groupsClaim the claim that lists the person's groups, `groups` where not set
/// @param roles       what those groups mean here; at least one
/// @param keysFor     how long fetched keys are used before they are asked for again, 5 minutes where not set; the last good ones are used
///                    for a day while the provider does not answer
public record OidcSettings(URI issuer, String audience, URI jwksUrl, List<String> algorithms, String nameClaim, String groupsClaim,
        List<GroupRole> roles, Duration keysFor) {
    /// Signatures with a key pair: who can check them cannot make them.
    private static final Set<String> POSSIBLE = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    public OidcSettings {
        algorithms = algorithms == null ? List.of("RS256", "ES256") : List.copyOf(algorithms);
        nameClaim = nameClaim == null ? "preferred_username" : nameClaim;
        groupsClaim = groupsClaim == null ? "groups" : groupsClaim;
        roles = roles == null ? List.of() : List.copyOf(roles);
        keysFor = keysFor == null ? Duration.ofMinutes(5) : keysFor;
        requireSafe(issuer, "fleetApi.oidc.issuer", "must be given: the address of the identity provider");
        if (jwksUrl != null) {
            requireSafe(jwksUrl, "fleetApi.oidc.jwksUrl", "must be an address");
        }
        if (audience == null || audience.isBlank()) {
            throw new IllegalArgumentException(
                    "fleetApi.oidc.audience: must be given: the name of this fleet at the identity provider");
        }
        for (String algorithm : algorithms) {
            if (!POSSIBLE.contains(algorithm)) {
                throw new IllegalArgumentException(
                        "fleetApi.oidc.algorithms: must be among " + POSSIBLE.stream().sorted().toList() + "; was '"
                                + algorithm + "'");
            }
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("fleetApi.oidc.algorithms: must name at least one");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("fleetApi.oidc.roles: must give at least one group a role, or nobody could do anything");
        }
        if (keysFor.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("fleetApi.oidc.keysFor: must be at least 1 s; was " + keysFor);
        }
    }

    /// What a group of the identity provider means here.
    ///
    /// @param member a value of the groups claim; must be set
    /// @param role   the role of its members; must be set
    /// @param group  the group of the facility in which they have it; in all where not set
    public record GroupRole(String member, Role role, String group) {
        public GroupRole {
            if (member == null || member.isBlank()) {
                throw new IllegalArgumentException("fleetApi.oidc.roles.member: must be given: a group of the identity provider");
            }
            if (role == null) {
                throw new IllegalArgumentException("fleetApi.oidc.roles.role: must be given, one of " + List.of(Role.values()));
            }
        }
    }

    /// Keys that come over an open line could be anybody's.
    private static void requireSafe(URI address, String path, String what) {
        if (address == null || address.getHost() == null) {
            throw new IllegalArgumentException(path + ": " + what + "; was " + address);
        }
        boolean isSafe = "https".equals(address.getScheme()) || "http".equals(address.getScheme()) && isLoopback(address.getHost());
        if (!isSafe) {
            throw new IllegalArgumentException(path + ": must begin with https://, or be on this machine; was " + address);
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
