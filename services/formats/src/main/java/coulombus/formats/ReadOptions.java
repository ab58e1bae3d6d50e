package coulombus.formats;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/// What a person tells about files that the files do not tell themselves.
///
/// @param statedCurrentAmpere magnitude of the current of a file that holds none, in A, greater than 0; NaN where not stated
/// @param zone                the zone of wall clocks that are printed without one
/// @param description         a YAML description of the files' table, for files of no known format
public record ReadOptions(double statedCurrentAmpere, ZoneId zone, Optional<Path> description) {
    public static final ReadOptions DEFAULT = new ReadOptions(Double.NaN, ZoneOffset.UTC, Optional.empty());

    public ReadOptions {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(description, "description");
        if (statedCurrentAmpere <= 0 || Double.isInfinite(statedCurrentAmpere)) {
            throw new IllegalArgumentException("statedCurrentAmpere: must be greater than 0, or not given; was " + statedCurrentAmpere);
        }
    }

    public ReadOptions withStatedCurrentAmpere(double ampere) {
        return new ReadOptions(ampere, zone, description);
    }

    public ReadOptions withZone(ZoneId other) {
        return new ReadOptions(statedCurrentAmpere, other, description);
    }

    public ReadOptions withDescription(Path yaml) {
        return new ReadOptions(statedCurrentAmpere, zone, Optional.of(yaml));
    }
}
