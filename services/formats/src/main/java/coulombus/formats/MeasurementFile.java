package coulombus.formats;

import java.io.IOException;
import java.util.List;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;

/// An open cycler file (or several that hold one test), read from front to back in bounded memory. Units, sign, locale, encoding and
/// order are settled here: what comes out follows the Battery Data Format.
///
/// One thread owns it. It is closed by whoever opened it.
public interface MeasurementFile extends AutoCloseable {
    /// Name of the format for people, e.g. `Neware CSV`.
    String format();

    /// How the instrument measures, as far as the header and the first rows tell.
    InstrumentFacts instrument();

    /// What the header says of the cell; NaN where it says nothing usable (an area of 0 or EC-Lab's 0.001 cm² is nothing).
    CellHints cellHints();

    /// Empties `into` and fills it with the next measurements, at most `limit`, their numbers contiguous and higher than all before.
    ///
    /// @return the number of measurements, 0 only at the end
    /// @throws UnreadableFileException where the file cannot be read on; what was read before stands
    int read(MeasurementBatch into, int limit) throws IOException;

    /// Rows that were left out so far because they could not be read.
    long rejectedRows();

    /// What was found about the data so far, latest tally of each kind.
    List<DataQuality> dataQuality();

    /// How far reading is, 0 to 1, for showing progress.
    double progressFraction();

    @Override
    void close() throws IOException;

    /// @param areaCm2      electrode area, or NaN
    /// @param activeMassMg active mass, or NaN
    record CellHints(double areaCm2, double activeMassMg) {
        public static final CellHints NONE = new CellHints(Double.NaN, Double.NaN);
    }
}
