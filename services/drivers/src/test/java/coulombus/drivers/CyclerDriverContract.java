package coulombus.drivers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.DeviceState.Idle;
import coulombus.drivers.DeviceState.JobEnd;
import coulombus.drivers.DeviceState.Paused;
import coulombus.drivers.DeviceState.Running;
import coulombus.drivers.RunReader.Reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every cycler driver keeps, whatever the device. A driver's test extends this and brings a device, real or simulated.
public abstract class CyclerDriverContract {
    private static final int MOST_LOOKS = 100_000;

    /// A driver of the device of this test; each call another one for the same device.
    protected abstract CyclerDriver driver(boolean control) throws IOException;

    /// An idle channel of the device whose last job was completed, with at least 40 measurements in two or more steps.
    protected abstract String finishedChannel();

    /// An idle channel of the device on which a job may be started.
    protected abstract String freeChannel();

    /// Something that runs for long on the free channel.
    protected abstract StartOrder order(String label) throws IOException;

    /// The next exchange with the device fails, the one after may succeed.
    protected abstract void breakConnection() throws IOException;

    /// Called where the test waits for the device.
    protected void letTimePass() throws IOException {}

    @Test
    final void pollsEveryChannelInTheOrderOfItsDescription() throws IOException {
        try (CyclerDriver driver = driver(false)) {
            // When
            CyclerDescription description = driver.describe();
            List<ChannelStatus> statuses = driver.poll();
            // Then
            List<String> ids = description.channels().stream().map(ChannelDescription::channelId).toList();
            assertThat(ids).isNotEmpty().doesNotHaveDuplicates().contains(finishedChannel(), freeChannel());
            assertThat(statuses).extracting(ChannelStatus::channelId).containsExactlyElementsOf(ids);
            assertThat(description.longestAnswerSecond()).isPositive();
            assertThat(description.control()).isFalse();
        }
    }

    @Test
    final void pollsWithoutBeingDescribedFirst() throws IOException {
        try (CyclerDriver driver = driver(false)) {
            assertThat(driver.poll()).isNotEmpty();
        }
    }

    @Test
    final void refusesControlWhereItOnlyObserves() throws IOException {
        try (CyclerDriver driver = driver(false)) {
            StartOrder order = order("observed");
            assertThatThrownBy(() -> driver.start(order)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> driver.stop(freeChannel())).isInstanceOf(UnsupportedOperationException.class);
            assertThat(status(driver, freeChannel()).state()).isInstanceOf(Idle.class);
        }
    }

    @Test
    final void startsConfirmsRefusesASecondStartAndStops() throws IOException {
        try (CyclerDriver driver = driver(true)) {
            // Given
            Optional<DeviceJob> before = status(driver, freeChannel()).job();
            // When
            StartAnswer answer = driver.start(order("run-1"));
            // Then
            assertThat(answer).isInstanceOf(StartAnswer.Started.class);
            DeviceJob job = ((StartAnswer.Started) answer).job();
            assertThat(Optional.of(job)).isNotEqualTo(before);
            ChannelStatus running = status(driver, freeChannel());
            assertThat(running.state()).isInstanceOf(Running.class);
            assertThat(running.job()).contains(job);
            assertThat(running.label()).isEqualTo("run-1");
            assertThat(driver.start(order("run-2"))).isInstanceOf(StartAnswer.Refused.class);
            assertThat(status(driver, freeChannel()).job()).contains(job);
            // When
            assertThat(driver.stop(freeChannel())).isTrue();
            // Then
            assertThat(awaitIdle(driver)).isEqualTo(new Idle(Optional.of(JobEnd.STOPPED)));
            try (JobReader reader = driver.open(freeChannel(), job, Optional.empty())) {
                assertThat(readToEnd(reader, new ArrayList<>(), 100)).isEqualTo(new Reading.Ended(RunEnd.STOPPED));
            }
        }
    }

    @Test
    final void pausesAndGoesOnWhereItSaysThatItCan() throws IOException {
        try (CyclerDriver driver = driver(true); CyclerDriver observer = driver(false)) {
            boolean pauses = driver.describe().pauses();
            if (!pauses) {
                assertThatThrownBy(() -> driver.pause(freeChannel())).isInstanceOf(UnsupportedOperationException.class);
                assertThatThrownBy(() -> driver.resume(freeChannel())).isInstanceOf(UnsupportedOperationException.class);
                return;
            }
            // Given
            assertThat(driver.pause(freeChannel())).as("nothing runs").isFalse();
            assertThat(driver.resume(freeChannel())).as("nothing is paused").isFalse();
            DeviceJob job = ((StartAnswer.Started) driver.start(order("run-1"))).job();
            String step = status(driver, freeChannel()).step();
            assertThat(step).isNotEmpty();
            assertThatThrownBy(() -> observer.pause(freeChannel())).isInstanceOf(UnsupportedOperationException.class);
            assertThat(driver.resume(freeChannel())).as("nothing is paused").isFalse();
            // When
            assertThat(driver.pause(freeChannel())).isTrue();
            // Then
            ChannelStatus paused = status(driver, freeChannel());
            assertThat(paused.state()).isInstanceOf(Paused.class);
            assertThat(paused.job()).contains(job);
            assertThat(paused.currentAmpere()).isZero();
            assertThatThrownBy(() -> observer.resume(freeChannel())).isInstanceOf(UnsupportedOperationException.class);
            // When
            assertThat(driver.resume(freeChannel())).isTrue();
            // Then
            ChannelStatus running = status(driver, freeChannel());
            assertThat(running.state()).isInstanceOf(Running.class);
            assertThat(running.job()).contains(job);
            assertThat(running.step()).isEqualTo(step);
            assertThat(driver.stop(freeChannel())).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 10_000 })
    final void givesRisingNumbersAndTimesInBatchesWithinTheLimit(int limit) throws IOException {
        try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, Optional.empty())) {
            MeasurementBatch batch = new MeasurementBatch(1);
            long lastSeq = 0;
            double lastSecond = Double.NEGATIVE_INFINITY;
            int all = 0;
            // When
            while (next(reader, batch, limit) instanceof Reading.Measured measured) {
                // Then
                assertThat(measured.count()).isBetween(1, limit).isEqualTo(batch.size());
                assertThat(batch.firstSeq()).isGreaterThan(lastSeq);
                lastSeq = batch.seq(batch.size() - 1);
                assertThat(reader.position().lastSeq()).isEqualTo(lastSeq);
                for (int i = 0; i < batch.size(); i++) {
                    assertThat(batch.testTimeSecond(i)).isGreaterThanOrEqualTo(lastSecond);
                    lastSecond = batch.testTimeSecond(i);
                }
                all += batch.size();
            }
            assertThat(all).isGreaterThanOrEqualTo(40);
        }
    }

    @Test
    final void staysEndedAfterTheLastMeasurement() throws IOException {
        try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, Optional.empty())) {
            // Given
            Reading end = readToEnd(reader, new ArrayList<>(), 100);
            MeasurementBatch batch = new MeasurementBatch(1);
            // When, Then
            assertThat(end).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
            for (int again = 0; again < 3; again++) {
                assertThat(reader.read(batch, 10)).isEqualTo(end);
                assertThat(batch.isEmpty()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
    final void goesOnAfterARestartAsIfItHadNeverStopped(long seed) throws IOException {
        // Given
        List<String> whole = new ArrayList<>();
        try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, Optional.empty())) {
            readToEnd(reader, whole, 10_000);
        }
        Random random = new Random(seed);
        List<String> pieces = new ArrayList<>();
        Optional<ReadPosition> position = Optional.empty();
        Reading end = null;
        // When
        while (!(end instanceof Reading.Ended)) {
            try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, position)) {
                MeasurementBatch batch = new MeasurementBatch(1);
                end = new Reading.Waiting();
                for (int reads = 1 + random.nextInt(3); reads > 0 && !(end instanceof Reading.Ended); reads--) {
                    end = next(reader, batch, 1 + random.nextInt(whole.size()));
                    rows(batch, pieces);
                    ReadPosition kept = reader.position();
                    position = Optional.of(new ReadPosition(kept.lastSeq(), kept.detail()));
                }
            }
        }
        // Then
        assertThat(pieces).as("seed " + seed).isEqualTo(whole);
    }

    @Test
    final void losesNothingWhereTheConnectionBreaks() throws IOException {
        // Given
        List<String> whole = new ArrayList<>();
        try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, Optional.empty())) {
            readToEnd(reader, whole, 10_000);
        }
        List<String> pieces = new ArrayList<>();
        try (CyclerDriver driver = driver(false); JobReader reader = openFinished(driver, Optional.empty())) {
            MeasurementBatch batch = new MeasurementBatch(1);
            next(reader, batch, 5);
            rows(batch, pieces);
            // When
            breakConnection();
            // Then
            assertThatThrownBy(driver::poll).isInstanceOf(IOException.class).hasMessageMatching("(?s).{10,}");
            assertThat(driver.poll()).isNotEmpty();
            readToEnd(reader, pieces, 9);
        }
        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    final void namesAChannelThatIsNotThere() throws IOException {
        try (CyclerDriver driver = driver(false)) {
            assertThatThrownBy(() -> driver.open("nowhere/0", new DeviceJob("1"), Optional.empty())).isInstanceOf(IOException.class)
                    .hasMessageContaining("nowhere/0");
        }
    }

    @Test
    final void mayBeClosedTwiceAndBeforeItWasUsed() throws IOException {
        // Given
        CyclerDriver unused = driver(false);
        CyclerDriver used = driver(false);
        used.poll();
        JobReader reader = openFinished(used, Optional.empty());
        // When, Then
        assertThatCode(() -> {
            unused.close();
            unused.close();
            reader.close();
            reader.close();
            used.close();
            used.close();
        }).doesNotThrowAnyException();
    }

    private JobReader openFinished(CyclerDriver driver, Optional<ReadPosition> from) throws IOException {
        DeviceJob job = status(driver, finishedChannel()).job().orElseThrow();
        return driver.open(finishedChannel(), job, from);
    }

    private static ChannelStatus status(CyclerDriver driver, String channelId) throws IOException {
        return driver.poll().stream().filter(status -> status.channelId().equals(channelId)).findFirst().orElseThrow();
    }

    private DeviceState awaitIdle(CyclerDriver driver) throws IOException {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            DeviceState state = status(driver, freeChannel()).state();
            if (state instanceof Idle) {
                return state;
            }
            letTimePass();
        }
        throw new AssertionError("the channel never becomes idle");
    }

    private Reading next(JobReader reader, MeasurementBatch into, int limit) throws IOException {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            Reading reading = reader.read(into, limit);
            if (!(reading instanceof Reading.Waiting)) {
                return reading;
            }
            assertThat(into.isEmpty()).as("nothing in the batch while waiting").isTrue();
            letTimePass();
        }
        throw new AssertionError("the reader waits for ever");
    }

    private Reading readToEnd(JobReader reader, List<String> rows, int limit) throws IOException {
        MeasurementBatch batch = new MeasurementBatch(1);
        Reading reading = next(reader, batch, limit);
        while (reading instanceof Reading.Measured) {
            rows(batch, rows);
            reading = next(reader, batch, limit);
        }
        return reading;
    }

    /// Every column of every measurement, to the last bit.
    protected static void rows(MeasurementBatch batch, List<String> into) {
        for (int i = 0; i < batch.size(); i++) {
            into.add(batch.seq(i) + " " + batch.testTimeSecond(i) + " " + batch.stepTimeSecond(i) + " " + batch.unixTimeSecond(i) + " "
                    + batch.voltageVolt(i) + " " + batch.currentAmpere(i) + " " + batch.chargingCapacityAh(i) + " "
                    + batch.dischargingCapacityAh(i) + " " + batch.temperatureCelsius(i) + " " + batch.cycleCount(i) + " "
                    + batch.stepCount(i) + " " + batch.stepId(i) + " " + batch.stepKind(i) + " " + batch.marks(i));
        }
    }
}
