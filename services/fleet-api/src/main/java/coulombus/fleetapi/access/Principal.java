package coulombus.fleetapi.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who asks, as far as it was proved.
///
/// @param name   as it is recorded
/// @param proof  how it was proved
/// @param grants what they were given, at least one
public record Principal(String name, Proof proof, List<Grant> grants) {
    /// How somebody proved who they are.
    public enum Proof {
        /// The token of the service itself: whoever has it is the owner of the installation, and says which person asks.
        TOKEN("token", true),
        /// A browser that opened a login link of that token.
        LOGIN_LINK("login link", true),
        /// A token that was given to one person, or a browser that opened a login link of it.
        PERSONAL_TOKEN("personal token", false),
        /// A bearer token of the identity provider.
        IDENTITY_PROVIDER("identity provider", false);

        private final String words;
        private final boolean isOwner;

        Proof(String words, boolean isOwner) {
            this.words = words;
            this.isOwner = isOwner;
        }

        /// In words, for the record.
        public String words() {
            return words;
        }
    }

    /// A role, in one group or in all.
    ///
    /// @param role  the role
    /// @param group the group of the facility in which it holds; empty where it holds in all
    public record Grant(Role role, Optional<String> group) {
        public Grant {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(group, "group");
        }
    }

    public Principal {
        Objects.requireNonNull(proof, "proof");
        grants = List.copyOf(grants);
        if (name.isBlank() || grants.isEmpty()) {
            throw new IllegalArgumentException("principal: must have a name and at least one grant");
        }
    }

    /// The owner of the installation: everything, in every group.
    public static Principal owner(Proof proof) {
        return new Principal(proof.words(), proof,
                List.of(new Grant(Role.ENGINEER, Optional.empty()), new Grant(Role.ADMIN, Optional.empty())));
    }

    /// True for the owner of the installation, who says which person asks.
    public boolean isOwner() {
        return proof.isOwner;
    }

    /// True where a scope was given in some group or in all.
    public boolean may(Scope scope) {
        return grants.stream().anyMatch(grant -> grant.role().scopes().contains(scope));
    }

    /// True where a scope was given in this group or in all.
    public boolean may(Scope scope, String group) {
        return grants.stream().anyMatch(
                grant -> grant.role().scopes().contains(scope) && (grant.group().isEmpty() || grant.group().get().equals(group)));
    }

    /// Everything that they may in some group.
    public Set<Scope> scopes() {
        Set<Scope> all = EnumSet.noneOf(Scope.class);
        grants.forEach(grant -> all.addAll(grant.role().scopes()));
        return all;
    }

    /// What would be needed, in words, for a refusal.
    public static String needed(Scope scope) {
        return Role.with(scope).stream().map(Role::name).collect(Collectors.joining(", "));
    }

    /// As it is recorded: the proved name; of the owner's the name that was given, and how.
    ///
    /// @param given which person asks, as far as it was said; only the owner is believed
    public String recorded(String given) {
        return isOwner() && !given.isBlank() ? given.strip() + " (by " + proof.words() + ")" : name;
    }
}
