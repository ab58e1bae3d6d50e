package coulombus.formats;

import java.util.List;

import coulombus.core.cycle.VendorCycle;
import coulombus.core.measurement.DataQuality;

/// What cycler files turned out to hold.
public sealed interface CyclerContent {
    /// Name of the format for people.
    String format();

    /// Measurements; the file is open and is closed by whoever opened it.
    record Measurements(MeasurementFile file) implements CyclerContent {
        @Override
        public String format() {
            return file.format();
        }
    }

    /// The vendor's own table of cycles, without measurements; read whole, nothing is open.
    ///
    /// @param format       name of the format for people
    /// @param cycles       in the order of the file, numbers untouched even where they repeat
    /// @param rejectedRows rows that could not be read and were left out
    /// @param dataQuality  what was found about the rows
    record CycleTable(String format, List<VendorCycle> cycles, long rejectedRows, List<DataQuality> dataQuality) implements CyclerContent {
        public CycleTable {
            cycles = List.copyOf(cycles);
            dataQuality = List.copyOf(dataQuality);
        }
    }
}
