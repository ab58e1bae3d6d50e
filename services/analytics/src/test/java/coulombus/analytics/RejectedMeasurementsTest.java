package coulombus.analytics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import coulombus.analytics.TopologyRun.Keyed;
import coulombus.core.cell.CellKind;
import coulombus.core.run.RunEnd;
import coulombus.runtime.codec.RejectedRecord;
import coulombus.runtime.codec.RunView;
import coulombus.runtime.codec.RunViewCodec;

import static org.assertj.core.api.Assertions.assertThat;

/// What cannot be read is set aside as it is, and the next record is taken.
class RejectedMeasurementsTest {
    private final TopologyRun topology = new TopologyRun();
    private final RunStory run = new RunStory("A1", "first", CellKind.PLATING, 2, 0.05);

    @AfterEach
    void close() {
        topology.close();
    }

    /// Sends one bad record between the start and the rest of a run, and answers how it was set aside.
    private RejectedRecord rejectedAmongGoodOnes(byte[] bad) throws Exception {
        List<byte[]> good = run.records();
        topology.send("A1", good.getFirst());
        topology.send("A1", bad);
        topology.send(run, good.subList(1, good.size()));
        assertThat(topology.halfCycles()).as("the records behind it are taken").hasSize(2);
        List<Keyed<RejectedRecord>> rejected = topology.rejected();
        assertThat(rejected).hasSize(1);
        RejectedRecord record = rejected.getFirst().value();
        assertThat(rejected.getFirst().key()).isEqualTo("A1");
        assertThat(record.topic()).isEqualTo("measurements");
        assertThat(record.partition()).isZero();
        assertThat(record.offset()).isEqualTo(1);
        assertThat(record.key()).isEqualTo("A1".getBytes(StandardCharsets.UTF_8));
        assertThat(record.service()).isEqualTo("analytics");
        assertThat(record.rejectedAt()).isEqualTo(TopologyRun.START);
        assertThat(topology.meters.get("coulombus.records.rejected").counter().count()).isEqualTo(1);
        return record;
    }

    @Test
    void setsAsideBytesThatAreNoRecord() throws Exception {
        byte[] bad = "something else".getBytes(StandardCharsets.UTF_8);
        RejectedRecord record = rejectedAmongGoodOnes(bad);
        assertThat(record.value()).isEqualTo(bad);
        assertThat(record.reason()).startsWith("not Avro single-object encoding");
    }

    @Test
    void setsAsideARecordWithoutAValue() throws Exception {
        RejectedRecord record = rejectedAmongGoodOnes(null);
        assertThat(record.value()).isNull();
        assertThat(record.reason()).isEqualTo("a record without a value");
    }

    @Test
    void setsAsideARecordOfAKindThatBelongsElsewhere() throws Exception {
        byte[] view = new RunViewCodec().encode(new RunView(run.facts, Optional.empty(), 0, Double.NaN));
        RejectedRecord record = rejectedAmongGoodOnes(view);
        assertThat(record.value()).isEqualTo(view);
        assertThat(record.reason()).isEqualTo("a RunView does not belong on the topic measurements");
    }

    @Test
    void setsAsideABatchThatBreaksOff() throws Exception {
        byte[] whole = run.batch(0, 10);
        byte[] broken = Arrays.copyOf(whole, whole.length - 20);
        RejectedRecord record = rejectedAmongGoodOnes(broken);
        assertThat(record.value()).isEqualTo(broken);
        assertThat(record.reason()).startsWith("truncated");
    }

    @Test
    void setsAsideABatchAndAnEndOfARunOfWhichNoStartIsKnown() throws Exception {
        RunStory unknown = new RunStory("A1", "unknown", CellKind.FULL, 1, 1);
        // When
        topology.send("A1", unknown.batch(0, 10));
        topology.send("A1", unknown.end(RunEnd.COMPLETED));
        // Then
        assertThat(topology.rejected()).extracting(r -> r.value().reason()).containsExactly(
                "measurements of run " + unknown.facts.runId() + ", of which no start is known",
                "the end of run " + unknown.facts.runId() + ", of which no start is known");
        assertThat(topology.runs()).isEmpty();
    }

    @Test
    void leavesOutTheBytesOfARecordTooLargeToBeSentOn() throws Exception {
        byte[] huge = new byte[RunProcessor.LARGEST_KEPT_VALUE + 1];
        RejectedRecord record = rejectedAmongGoodOnes(huge);
        assertThat(record.value()).isNull();
        assertThat(record.reason()).endsWith("; its " + huge.length + " bytes are too many to be kept here");
    }
}
