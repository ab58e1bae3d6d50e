package coulombus.channelagent;

import java.io.IOException;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

import coulombus.channelagent.ReplayLoop.State;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.run.RunEnd;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayLoopTest {
    private final PublishedStory broker = new PublishedStory();
    private final ScriptedDriver driver = new ScriptedDriver("A1");
    private final RunPublisher publisher = new RunPublisher(broker, new AgentMetrics(new SimpleMeterRegistry(), () -> 0, () -> 0));
    private final ReplayLoop loop = new ReplayLoop(driver, publisher, 10);

    private static DataQuality found(DataQualityKind kind, long count) {
        return new DataQuality(kind, count, 3, "in a sentence");
    }

    private State run() throws InterruptedException {
        loop.run();
        loop.join();
        return loop.state();
    }

    @Test
    void publishesTheStoryInOrderUnderTheChannelsKey() throws Exception {
        // Given
        driver.measures(10).waits().measures(3).ends(RunEnd.COMPLETED);
        // When
        State state = run();
        // Then
        assertThat(state).isEqualTo(new State.Ended(RunEnd.COMPLETED));
        assertThat(broker.story()).containsExactly("start A1", "1-10", "11-13", "end COMPLETED 13");
        assertThat(broker.keys()).containsExactly("A1");
        assertThat(publisher.acknowledgedMeasurements()).isEqualTo(13);
        assertThat(loop.progressFraction()).isEqualTo(1);
        assertThat(driver.closed).isTrue();
    }

    @Test
    void sendsNothingBeforeTheStartIsAcknowledged() throws Exception {
        // Given
        driver.measures(10).ends(RunEnd.END_OF_FILE);
        // When
        run();
        // Then
        assertThat(broker.sentAtFirstFlush).isEqualTo(1);
        assertThat(broker.story().getFirst()).isEqualTo("start A1");
    }

    @Test
    void sendsNoMeasurementWhereTheStartIsRefused() throws Exception {
        // Given
        driver.measures(10).ends(RunEnd.END_OF_FILE);
        broker.refusal = new TimeoutException("no leader");
        // When
        State state = run();
        // Then
        assertThat(state).isInstanceOfSatisfying(State.Failed.class,
                failed -> assertThat(failed.cause()).hasMessage("publishing failed: no leader").hasCause(broker.refusal));
        assertThat(broker.story()).containsExactly("start A1");
        assertThat(driver.limits).as("the driver is not read").isEmpty();
        assertThat(driver.closed).isTrue();
    }

    @Test
    void failsAndSendsNoEndWhereMeasurementsAreRefused() throws Exception {
        // Given
        TimeoutException refusal = new TimeoutException("broker gone");
        driver.measures(10).then(() -> broker.errorNext(refusal)).measures(10).ends(RunEnd.END_OF_FILE);
        // When
        State state = run();
        // Then
        assertThat(state).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.cause()).hasCause(refusal));
        assertThat(broker.story()).containsExactly("start A1", "1-10");
        assertThat(publisher.acknowledgedMeasurements()).isZero();
        assertThat(driver.closed).isTrue();
    }

    @Test
    void isNotEndedWhereTheLastRecordsAreRefused() throws Exception {
        // Given
        TimeoutException refusal = new TimeoutException("broker gone");
        driver.measures(10).then(() -> broker.refusal = refusal).ends(RunEnd.END_OF_FILE);
        // When, Then
        assertThat(run()).isInstanceOfSatisfying(State.Failed.class, failed -> assertThat(failed.cause()).hasCause(refusal));
    }

    @Test
    void failsWhereTheProducerIsClosed() throws Exception {
        // Given
        driver.measures(10).then(broker::close).measures(5).ends(RunEnd.END_OF_FILE);
        // When, Then
        assertThat(run()).isInstanceOf(State.Failed.class);
        assertThat(driver.closed).isTrue();
    }

    @Test
    void failsWithoutEndWhereTheDriverFails() throws Exception {
        // Given
        IOException failure = new IOException("cable pulled");
        driver.measures(4).fails(failure);
        // When
        State state = run();
        // Then
        assertThat(state).isEqualTo(new State.Failed(failure));
        assertThat(broker.story()).containsExactly("start A1", "1-4");
        assertThat(driver.closed).isTrue();
    }

    @Test
    void isNotShownAsRunningAfterAnError() throws Exception {
        // Given
        Error error = new NoClassDefFoundError("driver");
        driver.measures(4).then(() -> {
            throw error;
        });
        // When, Then
        assertThat(run()).isEqualTo(new State.Failed(error));
        assertThat(driver.closed).isTrue();
    }

    @Test
    void leavesTheRunOpenWhereItIsStoppedInTheMiddle() throws Exception {
        // Given
        driver.measures(10).then(loop::stop).measures(10).measures(10).ends(RunEnd.COMPLETED);
        // When
        State state = run();
        // Then
        assertThat(state).isEqualTo(new State.Stopped());
        assertThat(broker.story()).containsExactly("start A1", "1-10", "11-20");
        assertThat(publisher.acknowledgedMeasurements()).isEqualTo(20);
        assertThat(driver.closed).isTrue();
    }

    @Test
    void stopsWhereItsThreadIsInterrupted() throws Exception {
        // Given
        driver.measures(2).then(() -> Thread.currentThread().interrupt()).waits();
        // When, Then
        assertThat(run()).isEqualTo(new State.Stopped());
    }

    @Test
    void tellsDataQualityWhenItIsNewAndAtTheEndWhereItGrew() throws Exception {
        // Given
        DataQuality gap = found(DataQualityKind.GAP, 1);
        DataQuality more = found(DataQualityKind.GAP, 7);
        DataQuality note = found(DataQualityKind.NOTE, 1);
        driver.measures(5).finds(gap).measures(5).measures(5).finds(more, note).measures(5).ends(RunEnd.END_OF_FILE);
        // When
        run();
        // Then
        assertThat(broker.dataQuality()).containsExactly(gap, note, more);
        assertThat(broker.keys()).containsExactly("A1");
    }

    @Test
    void asksForNoMoreThanTheBatchLimit() throws Exception {
        // Given
        driver.measures(1000).measures(1000).ends(RunEnd.END_OF_FILE);
        // When
        run();
        // Then
        assertThat(driver.limits).containsOnly(10);
        assertThat(broker.story()).containsExactly("start A1", "1-10", "11-20", "end END_OF_FILE 20");
    }

    @Test
    void endsARunWithoutMeasurements() throws Exception {
        // Given
        driver.ends(RunEnd.STOPPED);
        // When
        run();
        // Then
        assertThat(broker.story()).isEqualTo(List.of("start A1", "end STOPPED 0"));
    }
}
