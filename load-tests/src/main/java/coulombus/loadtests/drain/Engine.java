package coulombus.loadtests.drain;

import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import coulombus.analytics.AnalyticsConfig;
import coulombus.analytics.AnalyticsService;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.MeasurementCodec.Kind;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.Topics;

/// One engine in a process of its own. Prints measurements, seconds from the first to the last of them, CPU seconds of the process, and
/// of the second half (the first warms the virtual machine up) the rate and the CPU seconds of the busiest thread a measurement.
public final class Engine {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Engine() {}

    public static void main(String[] arguments) throws Exception {
        String engine = arguments[0];
        KafkaSettings kafka = new KafkaSettings(arguments[1], properties(Path.of(arguments[2])));
        long expected = Long.parseLong(arguments[3]);
        Path state = Path.of(arguments[4]);
        switch (engine) {
            case "analytics" -> analytics(kafka, expected, state);
            case "decode" -> decode(kafka, expected);
            case "naive" -> naive(kafka, expected, state);
            default -> throw new IllegalArgumentException("engine: analytics, decode or naive; was " + engine);
        }
        System.exit(0);
    }

    static Map<String, String> properties(Path credentials) throws Exception {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(credentials, StandardCharsets.UTF_8)) {
            read.load(in);
        }
        return read.stringPropertyNames().stream().filter(name -> !name.equals("password"))
                .collect(Collectors.toMap(name -> name, read::getProperty));
    }

    private static void analytics(KafkaSettings kafka, long expected, Path state) throws Exception {
        MeterRegistry meters = new SimpleMeterRegistry();
        ServiceContext context = new ServiceContext(Vertx.vertx(), kafka, meters, InstantSource.system(), new FailureSignal());
        AnalyticsService service = new AnalyticsService(new AnalyticsConfig(null, null, null, null, state, null, null, null), context);
        service.start();
        Counter folded = meters.get("coulombus.analytics.measurements").counter();
        watch(() -> (long) folded.count(), expected);
    }

    private static void naive(KafkaSettings kafka, long expected, Path state) throws Exception {
        NaiveStreams naive = new NaiveStreams(kafka, state);
        naive.start();
        watch(naive::measurements, expected);
    }

    private static void decode(KafkaSettings kafka, long expected) throws Exception {
        MeasurementCodec codec = new MeasurementCodec();
        MeasurementBatch batch = new MeasurementBatch(16);
        AtomicLong seen = new AtomicLong();
        Thread decoding = Thread.ofPlatform().daemon().unstarted(() -> {
            try (KafkaConsumer<String, byte[]> consumer = new KafkaClients(kafka, "analytics", new SimpleMeterRegistry()).viewer()) {
                List<TopicPartition> partitions = consumer.partitionsFor(Topics.MEASUREMENTS.name()).stream()
                        .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                while (seen.get() < expected) {
                    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                        if (codec.kindOf(record.value()) == Kind.BATCH) {
                            codec.decodeBatch(record.value(), batch);
                            seen.addAndGet(batch.size());
                        }
                    }
                }
            } catch (UnreadableRecordException e) {
                throw new IllegalStateException("the load is unreadable", e);
            }
        });
        decoding.start();
        watch(seen::get, expected);
    }

    private static void watch(LongSupplier measurements, long expected) throws InterruptedException {
        long first = 0;
        long before = 0;
        long half = 0;
        long halfSeen = 0;
        Map<Long, Long> halfCpu = Map.of();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            long seen = measurements.getAsLong();
            long now = System.nanoTime();
            if (first == 0 && seen > 0) {
                first = now;
                before = seen;
            }
            if (half == 0 && seen >= expected / 2) {
                half = now;
                halfSeen = seen;
                halfCpu = cpuNanos();
            }
            if (seen >= expected) {
                report(seen - before, now - first, (seen - halfSeen) / ((now - half) * 1e-9),
                        busiest(halfCpu, cpuNanos()) / (seen - halfSeen));
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("only " + measurements.getAsLong() + " of " + expected + " measurements within " + LONGEST);
    }

    private static void report(long measurements, long nanos, double secondHalfRate, double busiestSecondEach) {
        double cpu = ProcessHandle.current().info().totalCpuDuration().map(d -> d.toMillis() / 1000.0).orElse(Double.NaN);
        System.out.println("RESULT " + measurements + " " + nanos * 1e-9 + " " + cpu + " " + secondHalfRate + " " + busiestSecondEach);
    }

    /// CPU time of each thread of the program; those of the virtual machine itself are not among them.
    private static Map<Long, Long> cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds()).boxed().collect(Collectors.toMap(id -> id, threads::getThreadCpuTime));
    }

    private static double busiest(Map<Long, Long> before, Map<Long, Long> after) {
        return after.entrySet().stream().mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L)).max()
                .orElseThrow() * 1e-9;
    }
}
