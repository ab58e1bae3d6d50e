package coulombus.formats;

import coulombus.core.measurement.CurrentBasis;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;

/// Where the current of a file comes from when no column holds it.
final class CurrentSource {
    private static final double SECONDS_PER_HOUR = 3600;

    private final CurrentBasis basis;
    private final double statedAmpere;
    private double lastSecond = Double.NaN;
    private double lastAmpere;

    CurrentSource(TableLayout layout, ReadOptions options, Tally tally) {
        this.statedAmpere = options.statedCurrentAmpere();
        if (layout.has(Quantity.CURRENT)) {
            basis = CurrentBasis.MEASURED;
        } else if (layout.has(Quantity.CHARGE_INCREMENT)) {
            basis = CurrentBasis.DERIVED_FROM_CHARGE;
            tally.add(new DataQuality(DataQualityKind.CURRENT_DERIVED, 1, 1,
                    "the file has no current; it was made from the charge of each interval, which stays the measure of charge"));
        } else if (Double.isNaN(statedAmpere)) {
            basis = CurrentBasis.ABSENT;
            tally.add(new DataQuality(DataQualityKind.CURRENT_ABSENT, 1, 1, "the file has no current and none was stated"));
        } else {
            basis = CurrentBasis.STATED;
        }
    }

    CurrentBasis basis() {
        return basis;
    }

    /// To be called when the row's time is settled.
    void settle(Row row) {
        switch (basis) {
            case MEASURED, ABSENT -> {
                // nothing to make
            }
            case STATED -> row.set(Quantity.CURRENT, Math.signum(row.get(Quantity.VOLTAGE)) * statedAmpere);
            case DERIVED_FROM_CHARGE -> row.set(Quantity.CURRENT, derived(row));
        }
    }

    private double derived(Row row) {
        double second = row.get(Quantity.TEST_TIME);
        double movedAh = row.get(Quantity.CHARGE_INCREMENT);
        double interval = second - lastSecond;
        if (movedAh == 0) {
            lastAmpere = 0;
        } else if (interval > 0) {
            lastAmpere = movedAh * SECONDS_PER_HOUR / interval;
        }
        lastSecond = second;
        return lastAmpere;
    }
}
