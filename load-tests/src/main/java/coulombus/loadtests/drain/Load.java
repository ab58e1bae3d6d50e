package coulombus.loadtests.drain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.Source;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunFacts;
import coulombus.runtime.codec.MeasurementCodec;

/// Makes the load: symmetric cells at 1 Hz with half-cycles of 15 min, with noise that does not compress away, channel after channel in
/// turn as a fleet would publish.
final class Load {
    private static final int HALF_CYCLE_SECOND = 900;

    private final MeasurementCodec codec = new MeasurementCodec();
    private final String topic;
    private final int channels;
    private final int perRecord;

    Load(String topic, int channels, int perRecord) {
        this.topic = topic;
        this.channels = channels;
        this.perRecord = perRecord;
    }

    /// Publishes `rounds` records of every channel.
    void publish(Producer<String, byte[]> producer, int rounds) {
        for (int c = 0; c < channels; c++) {
            producer.send(new ProducerRecord<>(topic, channel(c), codec.encodeStarted(facts(c))));
        }
        UUID[] runs = IntStream.range(0, channels).mapToObj(Load::runId).toArray(UUID[]::new);
        MeasurementBatch batch = new MeasurementBatch(perRecord);
        long noise = 0x9E3779B97F4A7C15L;
        for (int round = 0; round < rounds; round++) {
            long first = (long) round * perRecord;
            for (int c = 0; c < channels; c++) {
                batch.clear(first + 1);
                for (int k = 0; k < perRecord; k++) {
                    noise = noise * 6364136223846793005L + 1442695040888963407L;
                    row(batch, first + k, (noise >>> 40) * 0x1p-24);
                }
                producer.send(new ProducerRecord<>(topic, channel(c), codec.encodeBatch(runs[c], batch, 0, perRecord)));
            }
        }
        producer.flush();
    }

    private static void row(MeasurementBatch batch, long second, double random) {
        int i = batch.addRow();
        long half = second / HALF_CYCLE_SECOND;
        long inside = second % HALF_CYCLE_SECOND;
        double sign = half % 2 == 0 ? -1 : 1;
        batch.setTestTimeSecond(i, second);
        batch.setStepTimeSecond(i, inside);
        batch.setVoltageVolt(i, sign * Math.round((0.057 + 0.01 * Math.exp(-inside / 60.0) + 2e-4 * (random - 0.5)) * 1e5) / 1e5);
        batch.setCurrentAmpere(i, sign * 1.571e-3);
        batch.setStepCount(i, (int) half);
        batch.setCycleCount(i, (int) (half / 2));
        batch.setStepKind(i, sign < 0 ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE);
    }

    static RunFacts facts(int channel) {
        return new RunFacts(runId(channel), channel(channel), Source.SIMULATED, CellFacts.of(CellKind.SYMMETRIC),
                InstrumentFacts.of("load"),
                ProtocolFacts.UNKNOWN, "load");
    }

    /// As without a pattern as run ids are: numbers counted up would share their hash codes and make every look-up slower than it is.
    static UUID runId(int channel) {
        return UUID.nameUUIDFromBytes(channel(channel).getBytes(StandardCharsets.UTF_8));
    }

    private static String channel(int channel) {
        return "load-" + channel;
    }

    /// The run id as the key of a store.
    static byte[] key(UUID runId) {
        return ByteBuffer.allocate(16).putLong(runId.getMostSignificantBits()).putLong(runId.getLeastSignificantBits()).array();
    }
}
