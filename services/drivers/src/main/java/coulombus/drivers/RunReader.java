package coulombus.drivers;

import java.io.IOException;
import java.util.List;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;

/// The measurements of one run, in order. Units, sign, numbers and times are settled by the driver.
///
/// One thread owns it. Reading blocks at most as long as the device takes to answer.
public interface RunReader extends AutoCloseable {
    /// Empties `into` and fills it with the measurements that came since the last call, at most `limit`, their numbers contiguous and
    /// higher than all before. A jump in the numbers ends a batch. After [Reading.Ended] every call answers the same.
    ///
    /// @throws IOException where the device or file cannot be read on; what was read before stands and is not given again
    Reading read(MeasurementBatch into, int limit) throws IOException;

    /// What was found about the data so far, latest tally of each kind; kinds stay and counts never fall.
    List<DataQuality> dataQuality();

    /// How far the run is, 0 to 1, where the driver knows; else NaN.
    double progressFraction();

    /// Gives back what the driver holds; may be repeated. Nothing is read after it.
    @Override
    void close() throws IOException;

    /// What one reading brought.
    sealed interface Reading {
        /// Measurements are in the batch, 1 or more.
        record Measured(int count) implements Reading {}

        /// Nothing new yet.
        record Waiting() implements Reading {}

        /// The run is over; nothing more will come.
        record Ended(RunEnd why) implements Reading {}
    }
}
