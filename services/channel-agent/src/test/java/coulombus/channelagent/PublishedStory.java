package coulombus.channelagent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.runtime.codec.DataQualityCodec;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topics;

/// A producer that keeps what a loop published and reads it back.
final class PublishedStory extends MockProducer<String, byte[]> {
    private final MeasurementCodec codec = new MeasurementCodec();
    /// Records sent when the loop first asked for their acknowledgement.
    int sentAtFirstFlush = -1;
    /// What the broker answers to everything sent before the next flush, where it refuses.
    RuntimeException refusal;

    PublishedStory() {
        super(false, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
        if (sentAtFirstFlush < 0) {
            sentAtFirstFlush = history().size();
        }
        while (refusal != null && errorNext(refusal)) {
            // The next one too.
        }
        super.flush();
    }

    /// The records of topic measurements in words, e.g. `start`, `1-10`, `end COMPLETED 10`.
    List<String> story() throws UnreadableRecordException {
        List<String> story = new ArrayList<>();
        for (byte[] value : valuesOf(Topics.MEASUREMENTS.name())) {
            story.add(switch (codec.kindOf(value)) {
                case STARTED -> "start " + codec.decodeStarted(value).channelId();
                case BATCH -> {
                    MeasurementBatch batch = new MeasurementBatch(1);
                    codec.decodeBatch(value, batch);
                    yield batch.firstSeq() + "-" + batch.seq(batch.size() - 1);
                }
                case ENDED -> {
                    RunEnding end = codec.decodeEnded(value);
                    yield "end " + end.why() + " " + end.lastSeq();
                }
            });
        }
        return story;
    }

    List<DataQuality> dataQuality() throws UnreadableRecordException {
        List<DataQuality> found = new ArrayList<>();
        for (byte[] value : valuesOf(Topics.DATA_QUALITY.name())) {
            found.add(new DataQualityCodec().decode(value).value());
        }
        return found;
    }

    Set<String> keys() {
        return history().stream().map(ProducerRecord::key).collect(Collectors.toSet());
    }

    private List<byte[]> valuesOf(String topic) {
        return history().stream().filter(r -> r.topic().equals(topic)).map(ProducerRecord::value).toList();
    }
}
