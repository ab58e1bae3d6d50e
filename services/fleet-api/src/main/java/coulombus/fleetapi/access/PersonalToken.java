package coulombus.fleetapi.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import coulombus.runtime.config.Secret;

/// A token that was given to one person, without the token itself.
///
/// @param name   of the person, as it is recorded; not empty, at most 100 characters
/// @param role   what they may do
/// @param groups the groups of the facility in which they may; empty for all
/// @param sha256 SHA-256 of the token in 64 hexadecimal digits
public record PersonalToken(String name, Role role, List<String> groups, @Secret String sha256) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@'-]{0,99}");

    public PersonalToken {
        groups = groups == null ? List.of() : List.copyOf(groups);
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("people.name: must be 1 to 100 letters, digits, spaces or any of . _ @ ' -; was "
                    + (name == null ? "not given" : "'" + name + "'"));
        }
        if (role == null) {
            throw new IllegalArgumentException("people.role: must be given, one of " + List.of(Role.values()));
        }
        if (groups.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("people.groups: must not have an empty name in it");
        }
        if (sha256 == null || !HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("people.sha256: must be the SHA-256 of a token, 64 hexadecimal digits in lower case");
        }
    }

    /// The person, as this token proves them.
    public Principal principal() {
        List<Principal.Grant> grants = groups.isEmpty()
                ? List.of(new Principal.Grant(role, Optional.empty()))
                : groups.stream().map(group -> new Principal.Grant(role, Optional.of(group))).toList();
        return new Principal(name, Principal.Proof.PERSONAL_TOKEN, grants);
    }

    /// The hash under which a token is kept. The token is 256 random bits, so that a plain hash gives nothing away.
    public static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
