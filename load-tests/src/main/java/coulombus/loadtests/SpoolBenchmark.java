package coulombus.loadtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.DiskRoom;
import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.channelagent.spool.SpoolSettings.Fsync;
import coulombus.channelagent.spool.StoryRecord;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.measurement.StepKind;
import coulombus.runtime.codec.MeasurementCodec;

/// How many measurements a second the agent's spool takes, encoding and checksum included, and how many bytes each costs on disk. One
/// thread appends to 64 channels in turn, with the place of reading in the same write, as the agent does; another looks after the spool.
///
/// Arguments: folder, measurements in millions (10), measurements in a record (10), fsync ALWAYS, INTERVAL or NEVER (INTERVAL).
public final class SpoolBenchmark {
    private static final int CHANNELS = 64;

    private SpoolBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        long measurements = 1_000_000L * (arguments.length > 1 ? Long.parseLong(arguments[1]) : 10);
        int batchSize = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        Fsync fsync = arguments.length > 3 ? Fsync.valueOf(arguments[3]) : Fsync.INTERVAL;
        if (Files.exists(folder)) {
            throw new IOException(folder + ": must not exist yet");
        }
        SpoolSettings settings = new SpoolSettings(folder, fsync, Duration.ofSeconds(1), null, null, null);
        try (Spool spool = Spool.open(settings, DiskRoom.OF_FILE_SYSTEM, InstantSource.system())) {
            Thread keeper = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    spool.maintain();
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                }
            });
            append(spool, measurements, batchSize, fsync);
            keeper.interrupt();
            keeper.join();
        }
    }

    private static void append(Spool spool, long measurements, int batchSize, Fsync fsync) throws IOException {
        MeasurementCodec codec = new MeasurementCodec();
        ChannelSpool[] channels = new ChannelSpool[CHANNELS];
        UUID[] runs = new UUID[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            channels[i] = spool.channel("bts-1/" + i);
            runs[i] = new UUID(1, i);
        }
        MeasurementBatch batch = new MeasurementBatch(batchSize);
        Random random = new Random(1);
        long longestNano = 0;
        long begun = System.nanoTime();
        for (long seq = 1, done = 0; done < measurements; seq += batchSize) {
            fill(batch, seq, batchSize, random);
            for (int channel = 0; channel < CHANNELS && done < measurements; channel++, done += batchSize) {
                long before = System.nanoTime();
                try (ChannelSpool.Change change = channels[channel].change()) {
                    change.append(new StoryRecord(runs[channel], seq, seq + batchSize - 1, 1,
                            codec.encodeBatch(runs[channel], batch, 0, batchSize)))
                            .keep("followed", new byte[64]).commit();
                }
                longestNano = Math.max(longestNano, System.nanoTime() - before);
            }
        }
        double second = (System.nanoTime() - begun) / 1e9;
        spool.maintain();
        long bytes = spool.bytesOnDisk();
        System.out.printf(Locale.ROOT,
                "%,d measurements in records of %d, fsync %s: %,.0f measurements/s, %,.0f records/s, longest append %.1f ms, %.1f bytes each on disk%n",
                measurements, batchSize, fsync, measurements / second, measurements / second / batchSize, longestNano / 1e6,
                (double) bytes / measurements);
    }

    private static void fill(MeasurementBatch batch, long firstSeq, int count, Random random) {
        batch.clear(firstSeq);
        for (int i = 0; i < count; i++) {
            int row = batch.addRow();
            batch.setTestTimeSecond(row, firstSeq + i);
            batch.setVoltageVolt(row, 0.05 + 1e-4 * Math.round(10 * random.nextDouble()));
            batch.setCurrentAmpere(row, 0.001);
            batch.setStepTimeSecond(row, (firstSeq + i) % 1800);
            batch.setUnixTimeSecond(row, 1.7e9 + firstSeq + i);
            batch.setChargingCapacityAh(row, 0.001 * ((firstSeq + i) % 1800) / 3600);
            batch.setStepCount(row, (int) ((firstSeq + i) / 1800));
            batch.setStepId(row, 1);
            batch.setStepKind(row, StepKind.CONSTANT_CURRENT_CHARGE);
        }
    }
}
