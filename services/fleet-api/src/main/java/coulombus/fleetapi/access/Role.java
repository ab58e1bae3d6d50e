package coulombus.fleetapi.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What somebody is to the facility. Who administers it starts nothing: to give oneself more and to use it are two roles.
public enum Role {
    VIEWER(EnumSet.of(Scope.READ, Scope.STOP)), OPERATOR(
            EnumSet.of(Scope.READ, Scope.STOP, Scope.EXPERIMENT, Scope.BENCH, Scope.ALERT, Scope.AUDIT)), ENGINEER(
                    EnumSet.allOf(Scope.class)), ADMIN(EnumSet.of(Scope.READ, Scope.STOP, Scope.AUDIT, Scope.FACILITY));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = Collections.unmodifiableSet(scopes);
    }

    /// What it lets one do.
    public Set<Scope> scopes() {
        return scopes;
    }

    /// The roles that have a scope, lowest first.
    static List<Role> with(Scope scope) {
        return List.of(values()).stream().filter(role -> role.scopes.contains(scope)).toList();
    }
}
