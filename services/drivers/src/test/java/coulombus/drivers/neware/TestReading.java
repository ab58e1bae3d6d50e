package coulombus.drivers.neware;

import java.io.IOException;
import java.util.Optional;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.JobReader;
import coulombus.drivers.RunReader.Reading;

/// Reads tests out, for tests.
final class TestReading {
    static final String CHANNEL = "bts-1/27-7-2-3";

    private TestReading() {}

    static JobReader open(CyclerDriver driver, long test) throws IOException {
        return driver.open(CHANNEL, new DeviceJob(Long.toString(test)), Optional.empty());
    }

    /// Everything up to the end or to where the reader waits for the third time on end.
    static Reading readAll(JobReader reader, MeasurementBatch all) throws IOException {
        MeasurementBatch batch = new MeasurementBatch(1);
        all.clear(1);
        Reading reading = reader.read(batch, 100_000);
        for (int waits = 0; waits < 3 && !(reading instanceof Reading.Ended); reading = reader.read(batch, 100_000)) {
            waits = batch.isEmpty() ? waits + 1 : 0;
            for (int i = 0; i < batch.size(); i++) {
                all.addCopy(batch, i);
            }
        }
        return reading;
    }

    static DataQuality found(JobReader reader, DataQualityKind kind) {
        return reader.dataQuality().stream().filter(quality -> quality.kind() == kind).findFirst().orElseThrow();
    }
}
