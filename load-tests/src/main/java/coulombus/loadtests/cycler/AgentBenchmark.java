package coulombus.loadtests.cycler;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.ChannelAgentService;
import coulombus.channelagent.CyclerConfig;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.runtime.codec.ChannelDesiredCodec;
import coulombus.runtime.kafka.KafkaClients;
import coulombus.runtime.launch.FailureSignal;
import coulombus.runtime.launch.ServiceContext;
import coulombus.schemas.ServiceRole;
import coulombus.schemas.Topics;

/// The agent in this process, broker and simulated cycler in others, all in real time:
///
/// 1. processor time of this process and measurements a second, with a poll and a measurement of each channel each second;
/// 2. trips: a lead falls off at a random time; until the cycler's output is off;
/// 3. the broker is away, and what waits is sent when it is back, while live reports go on.
///
/// Arguments: channels (1000), seconds to measure (60), trips (50), seconds without a broker (60).
public final class AgentBenchmark {
    private static final String CYCLER = "bts";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final String PROTOCOL = """
            protocol: plate and strip
            recording: {time: 1 s}
            steps:
              - constant_current: -1 mA
                until: {time: 30 min}
              - constant_current: 1 mA
                until: {time: 30 min}
              - loop: steps[0]
                executions: 100
            """;

    private final int channels;
    private final Neighbours neighbours;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private AgentBenchmark(int channels, Neighbours neighbours) {
        this.channels = channels;
        this.neighbours = neighbours;
    }

    public static void main(String[] arguments) throws Exception {
        int channels = number(arguments, 0, 1000);
        Path folder = Files.createTempDirectory("coulombus-agent");
        Vertx vertx = Vertx.vertx();
        try (Neighbours neighbours = new Neighbours(folder, channels)) {
            AgentBenchmark benchmark = new AgentBenchmark(channels, neighbours);
            try (ChannelAgentService agent = benchmark.agent(folder, vertx)) {
                agent.start();
                benchmark.startTests();
                benchmark.processorTime(number(arguments, 1, 60));
                benchmark.trips(number(arguments, 2, 50));
                benchmark.catchUp(number(arguments, 3, 60));
            }
        } finally {
            vertx.close().await();
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private ChannelAgentService agent(Path folder, Vertx vertx) throws IOException {
        String steps = folder.resolve("cycler").resolve("steps").toString();
        Map<String, String> settings = Map.of("port", Integer.toString(neighbours.cyclerPort()), "zone", "UTC", "source", "SIMULATED",
                "stepFileFolder", steps, "stepFileFolderOnCycler", steps, "minVoltageVolt", "-1", "maxVoltageVolt", "1", "maxCurrentAmpere",
                "0.1");
        return new ChannelAgentService(new ChannelAgentConfig("bench", null,
                List.of(new CyclerConfig(CYCLER, "neware-bts", true, POLL, settings, null)), SpoolSettings.in(folder.resolve("spool")),
                null),
                new ServiceContext(vertx, neighbours.kafka(ServiceRole.CHANNEL_AGENT), meters, InstantSource.system(), new FailureSignal()),
                System::nanoTime);
    }

    private static String address(int channel) {
        return "1-" + (channel / 8 + 1) + "-" + (channel % 8 + 1);
    }

    private void startTests() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (KafkaProducer<String, byte[]> scheduler = new KafkaClients(neighbours.kafka(ServiceRole.SCHEDULER), "scheduler",
                new SimpleMeterRegistry()).producer()) {
            for (int i = 0; i < channels; i++) {
                String channel = CYCLER + "/27-" + address(i);
                scheduler.send(new ProducerRecord<>(Topics.CHANNEL_DESIRED.name(), channel,
                        new ChannelDesiredCodec().encode(new ChannelDesired(channel, 1, 1, new Desired.Run(
                                RunOrder.of(UUID.randomUUID(), "load", CellFacts.of(CellKind.SYMMETRIC), PROTOCOL, 600))))));
            }
        }
        while (!neighbours.control("/status", null).replace(" ", "").contains("\"occupied\":" + channels)) {
            pause(200);
        }
        System.out.printf(Locale.ROOT, "%d tests started in %.1f s%n", channels, (System.nanoTime() - begun) / 1e9);
        pause(10_000);
    }

    private double count(String name) {
        return meters.get(name).counter().count();
    }

    private void processorTime(int second) {
        double spooled = count("coulombus.agent.measurements.spooled");
        double published = count("coulombus.agent.measurements.published");
        long polls = meters.get("coulombus.agent.poll").timer().count();
        double polled = meters.get("coulombus.agent.poll").timer().totalTime(TimeUnit.MILLISECONDS);
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        pause(second * 1000L);
        double wall = (System.nanoTime() - begun) / 1e9;
        long more = meters.get("coulombus.agent.poll").timer().count() - polls;
        System.out.printf(Locale.ROOT,
                "%d channels, %.0f s: %.3f cores, %,.0f measurements/s spooled, %,.0f published, %d polls of %.0f ms each, load %.1f%n",
                channels, wall, (system.getProcessCpuTime() - cpu) / 1e9 / wall,
                (count("coulombus.agent.measurements.spooled") - spooled) / wall,
                (count("coulombus.agent.measurements.published") - published) / wall, more,
                (meters.get("coulombus.agent.poll").timer().totalTime(TimeUnit.MILLISECONDS) - polled) / more,
                system.getSystemLoadAverage());
    }

    private void trips(int count) throws IOException, InterruptedException {
        Random random = new Random(1);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < Math.min(count, channels); i++) {
            pause(random.nextInt(1000));
            long ordered = System.nanoTime();
            neighbours.control("/channels/" + address(i) + "/faults", "{\"fault\":\"contact-loss\"}");
            while (!neighbours.control("/channels/" + address(i), null).contains("STOPPED")) {
                pause(2);
            }
            millis.add((System.nanoTime() - ordered) / 1e6);
        }
        tell("trips, from the fault to the output off", millis);
        var reaction = meters.get("coulombus.agent.trip").timer();
        System.out.printf(Locale.ROOT,
                "  polls each %d ms: %d of %d within one poll; of it, from the begin of the poll that saw it to the answer to the stop: mean %.0f ms,"
                        + " most %.0f ms%n",
                POLL.toMillis(), millis.stream().filter(one -> one <= POLL.toMillis()).count(), millis.size(),
                reaction.mean(TimeUnit.MILLISECONDS), reaction.max(TimeUnit.MILLISECONDS));
    }

    private void catchUp(int secondWithout) throws IOException, InterruptedException {
        // One consumer over the whole time: one that is made when the broker is back misses the first seconds.
        try (ReportAges ages = new ReportAges(neighbours.kafka(ServiceRole.FLEET_API))) {
            tell("age of live reports, nothing waiting", ages.watch(() -> false, 10, () -> 0));
            neighbours.stopBroker();
            pause(secondWithout * 1000L);
            double spooled = count("coulombus.agent.measurements.spooled");
            double published = count("coulombus.agent.measurements.published");
            double backlog = meters.get("coulombus.agent.spool.unacknowledged").gauge().value();
            neighbours.startBroker();
            double[] back = { Double.POSITIVE_INFINITY };
            ages.watch(() -> count("coulombus.agent.measurements.published") > published, 600, () -> 0);
            long begun = System.nanoTime();
            back[0] = System.currentTimeMillis() / 1e3;
            List<Double> during = ages.watch(
                    () -> meters.get("coulombus.agent.spool.unacknowledged").gauge().value() <= 2.0 * channels, 600, () -> back[0]);
            double wall = (System.nanoTime() - begun) / 1e9;
            double sent = count("coulombus.agent.measurements.published") - published;
            double live = (count("coulombus.agent.measurements.spooled") - spooled) / wall;
            // What was read while the backlog went out and has not come yet counts too.
            double caughtUp = System.currentTimeMillis() / 1e3;
            during.addAll(ages.watch(() -> System.currentTimeMillis() / 1e3 > caughtUp + 3, 10, () -> back[0]));
            System.out.printf(Locale.ROOT, "%,.0f measurements waited; caught up in %.1f s, %,.0f/s sent, load %.1f%n", backlog, wall,
                    sent / wall, system.getSystemLoadAverage());
            System.out.printf(Locale.ROOT, "  %.1f times the %d/s that come in (%,.0f/s came in since the broker was started)%n",
                    sent / wall / channels, channels, live);
            tell("age of live reports, catching up and 3 s after", during);
        }
    }

    private static void tell(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        if (sorted.isEmpty()) {
            System.out.printf("%s: none%n", what);
            return;
        }
        System.out.printf(Locale.ROOT, "%s: n %d, p50 %.0f ms, p99 %.0f ms, most %.0f ms%n", what, sorted.size(), at(sorted, 0.5),
                at(sorted, 0.99), sorted.getLast());
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1));
    }

    private static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
