package coulombus.core.facility;

import java.util.Objects;

/// Something of which there are so many in the facility and which a test may need one of: an impedance multiplexer, a pressure fixture, a gas line.
///
/// @param id    its name
/// @param count how many there are, at least 1
public record SharedResource(String id, int count) {
    public SharedResource {
        Objects.requireNonNull(id, "id");
        if (count < 1) {
            throw new IllegalArgumentException("shared resource " + id + ".count: must be at least 1; was " + count);
        }
    }
}
