package coulombus.core.facility;

import java.util.Objects;

/// People who share channels.
///
/// @param name  of the group
/// @param shareRatio its part of the facility beside the others' shares, greater than 0, unit 1
public record UserGroup(String name, double shareRatio) {
    public UserGroup {
        Objects.requireNonNull(name, "name");
        if (!(shareRatio > 0) || Double.isInfinite(shareRatio)) {
            throw new IllegalArgumentException("group " + name + ".share: must be greater than 0; was " + shareRatio);
        }
    }
}
