package coulombus.core.facility;

import java.util.Objects;

/// A temperature chamber. All cells in it have its temperature: while tests run, its temperature is theirs and nobody else's wish changes it.
///
/// @param id                 its name
/// @param temperatureCelsius what it is set to; NaN where an experiment may choose it, as long as nobody else runs in it
/// @param maxEnergyWh  most energy stored in all its cells together, Wh, greater than 0, or NaN where not limited
public record Chamber(String id, double temperatureCelsius, double maxEnergyWh) {
    public Chamber {
        Objects.requireNonNull(id, "id");
        if (maxEnergyWh <= 0) {
            throw new IllegalArgumentException("chamber " + id + ".maxEnergyWh: must be greater than 0; was " + maxEnergyWh);
        }
    }
}
