package coulombus.channelagent;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.drivers.ChannelDriver;
import coulombus.drivers.RunReader.Reading;

/// One recorded run from its start to its end: reads the driver and publishes what it brings. It runs on a thread of its own and
/// alone touches its driver.
///
/// ```
/// Running -> Ended(why)      the run came to its end and every record of it is acknowledged
///         -> Stopped         asked to stop; the run is not ended and may be taken up again
///         -> Failed(cause)   the driver or the broker gave up
/// ```
final class ReplayLoop implements Runnable {
    private static final long WAIT_MILLIS = 20;

    private final ChannelDriver driver;
    private final RunPublisher publisher;
    private final int batchLimit;
    private final Map<DataQualityKind, DataQuality> told = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile State state = new State.Running();
    private volatile double progressFraction;

    /// Where the loop is.
    sealed interface State {
        record Running() implements State {}

        record Ended(RunEnd why) implements State {}

        record Stopped() implements State {}

        record Failed(Throwable cause) implements State {}
    }

    /// @param batchLimit most measurements in one record
    ReplayLoop(ChannelDriver driver, RunPublisher publisher, int batchLimit) {
        this.driver = driver;
        this.publisher = publisher;
        this.batchLimit = batchLimit;
    }

    @Override
    public void run() {
        try (driver) {
            state = follow();
        } catch (IOException | RuntimeException | Error e) {
            // An error too: a loop that is gone must not be shown as running.
            state = new State.Failed(e);
        } finally {
            done.countDown();
        }
    }

    private State follow() throws IOException {
        MeasurementBatch batch = new MeasurementBatch(batchLimit);
        publisher.started(driver.facts());
        while (stopping.getCount() > 0) {
            Reading reading = driver.read(batch, batchLimit);
            progressFraction = driver.progressFraction();
            switch (reading) {
                case Reading.Measured measured -> {
                    publisher.measured(driver.facts(), batch);
                    tellDataQuality(false);
                }
                case Reading.Waiting waiting -> pause();
                case Reading.Ended ended -> {
                    tellDataQuality(true);
                    publisher.ended(driver.facts(), ended.why());
                    publisher.flush();
                    return new State.Ended(ended.why());
                }
            }
        }
        publisher.flush();
        return new State.Stopped();
    }

    /// Tells what is new: a kind when it is first found, and at the end how often each was.
    private void tellDataQuality(boolean atEnd) {
        for (DataQuality found : driver.dataQuality()) {
            DataQuality before = told.get(found.kind());
            if (before == null || atEnd && before.count() != found.count()) {
                told.put(found.kind(), found);
                publisher.found(driver.facts(), found);
            }
        }
    }

    private void pause() {
        try {
            stopping.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    /// Asks the loop to stop after what it is doing; from any thread.
    void stop() {
        stopping.countDown();
    }

    /// Waits until the loop is done.
    void join() throws InterruptedException {
        done.await();
    }

    State state() {
        return state;
    }

    RunFacts facts() {
        return driver.facts();
    }

    double progressFraction() {
        return progressFraction;
    }
}
