package coulombus.drivers;

import coulombus.core.measurement.InstrumentFacts;

/// Reads the measurements of a job on a cycler. Numbers are the device's own record numbers where it has them.
public interface JobReader extends RunReader {
    /// How the channel measures, as far as the device tells.
    InstrumentFacts instrument();

    /// Where the reader stands: behind the last measurement it gave. Kept with the measurements, it goes on from there after a restart
    /// with the same values as if it had never stopped.
    ReadPosition position();
}
