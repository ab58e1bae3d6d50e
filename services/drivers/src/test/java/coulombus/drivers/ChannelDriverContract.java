package coulombus.drivers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunFacts;
import coulombus.drivers.RunReader.Reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/// What every channel driver keeps, whatever the device. A driver's test extends this and brings a run.
public abstract class ChannelDriverContract {
    private static final int MOST_WAITS = 1_000_000;

    /// A driver at the start of a run of at least 20 measurements that comes to its end while it is read, with something to say about
    /// the data.
    protected abstract ChannelDriver driver() throws IOException;

    /// Called where the driver waits for its device: turns its clock on.
    protected void letTimePass() {}

    /// Reads on until there are measurements or the end.
    protected final Reading next(ChannelDriver driver, MeasurementBatch into, int limit) throws IOException {
        for (int waits = 0; waits < MOST_WAITS; waits++) {
            Reading reading = driver.read(into, limit);
            if (!(reading instanceof Reading.Waiting)) {
                return reading;
            }
            assertThat(into.isEmpty()).as("nothing in the batch while waiting").isTrue();
            letTimePass();
        }
        throw new AssertionError("the driver waits for ever");
    }

    @Test
    final void knowsTheFactsBeforeTheFirstMeasurementAndKeepsThem() throws IOException {
        // Given
        try (ChannelDriver driver = driver()) {
            RunFacts before = driver.facts();
            MeasurementBatch batch = new MeasurementBatch(8);
            // When
            while (next(driver, batch, 8) instanceof Reading.Measured) {
                assertThat(driver.facts()).isEqualTo(before);
            }
            // Then
            assertThat(before.channelId()).isNotEmpty();
            assertThat(driver.facts()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 10_000 })
    final void givesRisingNumbersAndTimesInBatchesWithinTheLimit(int limit) throws IOException {
        // Given
        try (ChannelDriver driver = driver()) {
            MeasurementBatch batch = new MeasurementBatch(1);
            long lastSeq = 0;
            double lastSecond = Double.NEGATIVE_INFINITY;
            int all = 0;
            // When
            while (next(driver, batch, limit) instanceof Reading.Measured measured) {
                // Then
                assertThat(measured.count()).isBetween(1, limit).isEqualTo(batch.size());
                assertThat(batch.firstSeq()).isGreaterThan(lastSeq);
                lastSeq = batch.seq(batch.size() - 1);
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(batch.testTimeSecond(i)).isGreaterThanOrEqualTo(lastSecond);
                    lastSecond = batch.testTimeSecond(i);
                }
                all += batch.size();
            }
            assertThat(all).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    final void givesTheSameMeasurementsWhateverTheLimit() throws IOException {
        assertThat(everything(3)).isEqualTo(everything(10_000));
    }

    @Test
    final void staysEndedAfterTheLastMeasurement() throws IOException {
        // Given
        try (ChannelDriver driver = driver()) {
            MeasurementBatch batch = new MeasurementBatch(100);
            Reading end = next(driver, batch, 100);
            while (end instanceof Reading.Measured) {
                end = next(driver, batch, 100);
            }
            // When, Then
            for (int again = 0; again < 3; again++) {
                assertThat(batch.isEmpty()).isTrue();
                assertThat(driver.read(batch, 100)).isEqualTo(end);
            }
        }
    }

    @Test
    final void neverTakesBackWhatItSaidOfTheData() throws IOException {
        // Given
        Map<DataQualityKind, DataQuality> told = new EnumMap<>(DataQualityKind.class);
        try (ChannelDriver driver = driver()) {
            MeasurementBatch batch = new MeasurementBatch(1);
            Reading reading;
            do {
                // When
                reading = next(driver, batch, 1);
                // Then
                List<DataQuality> now = driver.dataQuality();
                assertThat(now).extracting(DataQuality::kind).doesNotHaveDuplicates().containsAll(told.keySet());
                for (DataQuality found : now) {
                    DataQuality before = told.put(found.kind(), found);
                    assertThat(found.count()).isGreaterThanOrEqualTo(before == null ? 1 : before.count());
                    assertThat(found.firstSeq()).isEqualTo(before == null ? found.firstSeq() : before.firstSeq());
                }
            } while (reading instanceof Reading.Measured);
        }
        assertThat(told).as("the run of this test has something to say about its data").isNotEmpty();
    }

    @Test
    final void tellsProgressThatNeverFalls() throws IOException {
        // Given
        try (ChannelDriver driver = driver()) {
            MeasurementBatch batch = new MeasurementBatch(1);
            double before = driver.progressFraction();
            if (Double.isNaN(before)) {
                return;
            }
            // When
            while (next(driver, batch, 1) instanceof Reading.Measured) {
                // Then
                assertThat(driver.progressFraction()).isBetween(before, 1.0);
                before = driver.progressFraction();
            }
            assertThat(driver.progressFraction()).isEqualTo(1);
        }
    }

    @Test
    final void mayBeClosedTwiceAndInTheMiddle() throws IOException {
        // Given
        ChannelDriver driver = driver();
        next(driver, new MeasurementBatch(5), 5);
        // When
        driver.close();
        // Then
        assertThatCode(driver::close).doesNotThrowAnyException();
        assertThat(driver.facts()).isNotNull();
    }

    private List<String> everything(int limit) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ChannelDriver driver = driver()) {
            MeasurementBatch batch = new MeasurementBatch(limit);
            while (next(driver, batch, limit) instanceof Reading.Measured) {
                for (int i = 0; i < batch.size(); i++) {
                    rows.add(batch.seq(i) + " " + batch.testTimeSecond(i) + " " + batch.voltageVolt(i) + " " + batch.currentAmpere(i) + " "
                            + batch.stepCount(i) + " " + batch.marks(i));
                }
            }
        }
        return rows;
    }
}
