package coulombus.loadtests.drain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;

import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.kafka.KafkaSettings;
import coulombus.schemas.Topics;

/// Fills the topics once and drains them with each engine in turn, everything on this machine.
///
/// `DrainBenchmark [millions of measurements] [channels] [engine]`; 40, 1000 and all engines where not given.
public final class DrainBenchmark {
    private static final int PER_RECORD = 10;
    private static final int NAIVE_SHARE = 10;

    private final Path folder;

    private DrainBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        long millions = arguments.length > 0 ? Long.parseLong(arguments[0]) : 40;
        int channels = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path folder = Files.createTempDirectory("coulombus-drain");
        try {
            DrainBenchmark benchmark = new DrainBenchmark(folder);
            benchmark.run(millions * 1_000_000, channels, arguments.length > 2 ? arguments[2] : "");
        } finally {
            delete(folder);
        }
    }

    private void run(long measurements, int channels, String only) throws Exception {
        Process broker = java(BrokerProcess.class, "-Xmx1g", folder.resolve("kafka").toString());
        try (BufferedReader told = reader(broker)) {
            String bootstrap = told.readLine();
            Path admin = Path.of(told.readLine());
            KafkaSettings kafka = new KafkaSettings(bootstrap, Engine.properties(admin));
            int rounds = (int) (measurements / PER_RECORD / channels);
            int naiveRounds = rounds * PER_RECORD / NAIVE_SHARE;
            makeNaiveTopics(kafka);
            fill(kafka, Topics.MEASUREMENTS.name(), channels, PER_RECORD, rounds);
            if (!only.isEmpty()) {
                drain(only, bootstrap, admin, (long) rounds * PER_RECORD * channels);
                return;
            }
            fill(kafka, NaiveStreams.TOPIC, channels, 1, naiveRounds);
            double decode = drain("decode", bootstrap, admin, (long) rounds * PER_RECORD * channels);
            double analytics = drain("analytics", bootstrap, admin, (long) rounds * PER_RECORD * channels);
            double naive = drain("naive", bootstrap, admin, (long) naiveRounds * channels);
            System.out.printf(Locale.ROOT,
                    "second halves: analytics is %.1f times the naive application, %.2f of a consumer that only decodes%n",
                    analytics / naive,
                    analytics / decode);
        } finally {
            broker.getOutputStream().close();
            broker.waitFor();
        }
    }

    private static void makeNaiveTopics(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(kafka.common("admin-drain"))) {
            admin.createTopics(Stream.of(NaiveStreams.TOPIC, NaiveStreams.output()).map(name -> new NewTopic(name, 12, (short) 1)).toList())
                    .all().get();
        }
    }

    private static void fill(KafkaSettings kafka, String topic, int channels, int perRecord, int rounds) {
        long started = System.nanoTime();
        try (KafkaProducer<String, byte[]> producer = new KafkaClients(kafka, "load", new SimpleMeterRegistry()).producer()) {
            new Load(topic, channels, perRecord).publish(producer, rounds);
        }
        long count = (long) rounds * perRecord * channels;
        double seconds = (System.nanoTime() - started) * 1e-9;
        System.out.printf(Locale.ROOT, "filled %-28s %,12d measurements, %2d a record, %.2f M/s%n", topic, count, perRecord,
                count / seconds / 1e6);
    }

    private double drain(String engine, String bootstrap, Path credentials, long expected) throws Exception {
        Process process = java(Engine.class, "-Xmx1g", engine, bootstrap, credentials.toString(), Long.toString(expected),
                folder.resolve(engine).toString());
        try (BufferedReader out = reader(process)) {
            String result = out.lines().filter(line -> line.startsWith("RESULT ")).findFirst()
                    .orElseThrow(() -> new IllegalStateException(engine + " gave no result"));
            String[] parts = result.split(" ");
            double rate = Long.parseLong(parts[1]) / Double.parseDouble(parts[2]);
            double warmRate = Double.parseDouble(parts[4]);
            System.out.printf(Locale.ROOT,
                    "%-10s %,12d measurements in %6.1f s: %5.2f M/s, second half %5.2f M/s, %.2f us of CPU each, busiest thread %.3f us%n",
                    engine,
                    Long.parseLong(parts[1]), Double.parseDouble(parts[2]), rate / 1e6, warmRate / 1e6,
                    Double.parseDouble(parts[3]) / Long.parseLong(parts[1]) * 1e6, Double.parseDouble(parts[5]) * 1e6);
            return warmRate;
        } finally {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static Process java(Class<?> main, String heap, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), heap,
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
