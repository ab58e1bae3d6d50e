package coulombus.channelagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.ChannelSpool.Entry;
import coulombus.channelagent.spool.DiskRoom;
import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.channelagent.spool.StoryRecord;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.Desired;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.RunOrder;
import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.runtime.codec.ChannelReportedCodec;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;
import coulombus.runtime.codec.UnreadableRecordException;
import coulombus.schemas.Topics;

/// One process of an agent on a fake device, on the test's thread and the test's clock. [#kill()] ends it as a power switch of the
/// process would: what it had written to its files is what the next one finds.
final class AgentRig {
    static final String CYCLER = "bts-1";
    static final String CHANNEL = CYCLER + "/1";
    static final String PROTOCOL = """
            protocol: plate and strip
            recording: {time: 1 s}
            safety: {voltage_min: -2 V, voltage_max: 2 V, temperature_max: 60 degC, delay: 2 s}
            on_finding: {hard_short: stop}
            steps:
              - constant_current: -1 mA
                until: {time: 1 h}
            """;

    final FakeDevice device;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final boolean control;
    final DiskRoom room;
    final Path home;
    Path folder;
    long nanoTime = TimeUnit.HOURS.toNanos(1);
    FakeDevice.Trouble trouble = FakeDevice.Trouble.NONE;
    Spool spool;
    CyclerLoop loop;
    AgentTools tools;
    AgentMetrics metrics;
    Outbox outbox;
    BrokerClock brokerClock;
    List<CyclerConfig.CellConfig> cells = List.of();
    private int generation;

    AgentRig(FakeDevice device, Path home, boolean control) throws IOException {
        this(device, home, control, folder -> Long.MAX_VALUE);
    }

    AgentRig(FakeDevice device, Path home, boolean control, DiskRoom room) throws IOException {
        this.device = device;
        this.home = home;
        this.control = control;
        this.room = room;
        folder = home.resolve("spool-0");
        boot();
    }

    void boot() throws IOException {
        InstantSource clock = () -> Instant.ofEpochMilli(1_700_000_000_000L + nanoTime / 1_000_000);
        spool = Spool.open(new SpoolSettings(folder, SpoolSettings.Fsync.NEVER, null, null, null, 1000L), room, clock);
        metrics = new AgentMetrics(meters, () -> 0, () -> 0);
        outbox = new Outbox();
        brokerClock = new BrokerClock(() -> nanoTime);
        tools = new AgentTools("agent-1", new UUID(0, generation), spool, outbox, new ProtocolPlanner(), brokerClock, metrics, clock,
                () -> nanoTime);
        CyclerConfig config = new CyclerConfig(CYCLER, "fake", control, Duration.ofSeconds(1), Map.of(), cells);
        loop = new CyclerLoop(config, device.driver(control, trouble), tools, new Backoff(() -> 1));
        brokerIsNear();
    }

    void brokerIsNear() {
        brokerClock.acknowledged(nanoTime / 1_000_000);
    }

    /// Ends the process without a word and starts the next one on the files as they were at that moment.
    void kill() throws IOException {
        Path next = home.resolve("spool-" + ++generation);
        spool.whileFilesStand(() -> copy(folder, next));
        spool.close();
        folder = next;
        boot();
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().equals("LOCK")) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /// A second passes, then the agent has its turn.
    boolean tick() {
        nanoTime += TimeUnit.SECONDS.toNanos(1);
        return loop.tick(nanoTime);
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    static RunOrder order(long run) {
        return RunOrder.of(new UUID(5, run), "test " + run, CellFacts.of(CellKind.SYMMETRIC), PROTOCOL, 60);
    }

    void desire(long token, long generationOfToken, Desired desired) {
        desire(CHANNEL, token, generationOfToken, desired, 0);
    }

    void desire(String channel, long token, long generationOfToken, Desired desired, double ageSecond) {
        loop.order(new ReceivedOrder(new ChannelDesired(channel, token, generationOfToken, desired),
                nanoTime / 1_000_000 - (long) (1000 * ageSecond)));
    }

    void run(long token, long run) {
        desire(token, 1, new Desired.Run(order(run)));
    }

    /// The latest report of a channel that is waiting to be sent.
    ChannelReported reported(String channel) throws UnreadableRecordException {
        ChannelReported latest = null;
        for (Outbox.Report report : outbox.take()) {
            if (report.topic().equals(Topics.CHANNEL_REPORTED.name()) && report.key().equals(channel)) {
                latest = new ChannelReportedCodec().decode(report.value());
            }
            outbox.arrived(report);
        }
        return latest;
    }

    ChannelReported reported() throws UnreadableRecordException {
        return reported(CHANNEL);
    }

    /// The story of a channel in its spool, in words: `start`, `1-10`, `end COMPLETED 10`.
    List<String> story(String channel) throws IOException, UnreadableRecordException {
        ChannelSpool lane = spool.channel(channel);
        MeasurementCodec codec = new MeasurementCodec();
        List<String> story = new ArrayList<>();
        for (long position = lane.firstPosition(); position <= lane.lastPosition(); position++) {
            if (!(lane.read(position) instanceof Entry.Present(StoryRecord record))) {
                story.add("damaged");
                continue;
            }
            story.add(switch (codec.kindOf(record.value())) {
                case STARTED -> "start " + codec.decodeStarted(record.value()).title();
                case BATCH -> {
                    MeasurementBatch batch = new MeasurementBatch(1);
                    codec.decodeBatch(record.value(), batch);
                    yield batch.firstSeq() + "-" + batch.seq(batch.size() - 1);
                }
                case ENDED -> {
                    RunEnding end = codec.decodeEnded(record.value());
                    yield "end " + end.why() + " " + end.lastSeq();
                }
            });
        }
        return story;
    }

    List<String> story() throws IOException, UnreadableRecordException {
        return story(CHANNEL);
    }

    double rejected(OrderAnswer why) {
        var counter = meters.find("coulombus.agent.commands.rejected").tag("reason", why.name().toLowerCase(java.util.Locale.ROOT))
                .counter();
        return counter == null ? 0 : counter.count();
    }

    void close() {
        spool.close();
    }
}
