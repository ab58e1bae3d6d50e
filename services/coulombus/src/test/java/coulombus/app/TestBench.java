package coulombus.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import coulombus.channelagent.ChannelAgentConfig;
import coulombus.channelagent.CyclerConfig;
import coulombus.channelagent.spool.SpoolSettings;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.control.ChannelTruth;
import coulombus.drivers.bts.simulator.control.CyclerControl;
import coulombus.drivers.bts.simulator.control.RecordTruth;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.drivers.bts.simulator.wire.WireOptions;
import coulombus.runtime.kafka.KafkaSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A simulated cycler whose time moves on order, what an agent needs to own it, and its truth to compare with.
final class TestBench implements AutoCloseable {
    static final Duration POLL = Duration.ofMillis(50);
    private static final Instant SWITCHED_ON = Instant.parse("2026-03-02T08:00:00Z");
    private static final int PAGE = 10_000;

    private final String name;
    private final Path folder;
    private final SimulatedCycler cycler;

    /// @param name of the cycler in the facility
    TestBench(String name, Path folder, WireOptions wire) {
        this.name = name;
        this.folder = folder.resolve(name);
        this.cycler = SimulatedCycler
                .start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(this.folder.resolve("cycler")))
                        .with(Speed.MANUAL).withChannels(4).withTime(SWITCHED_ON, ZoneId.of("UTC")).with(wire));
    }

    TestBench(String name, Path folder) {
        this(name, folder, WireOptions.DEFAULTS);
    }

    /// Plating and stripping of half an hour each, so many times, with a measurement each so many seconds.
    static String protocol(int executions, int everySecond) {
        return """
                protocol: plate and strip
                recording: {time: %d s}
                safety: {voltage_min: -1 V, voltage_max: 1 V, current_min: -5 mA, current_max: 5 mA, delay: 1 s}
                on_finding: {hard_short: stop}
                steps:
                  - rest: 5 min
                  - constant_current: -1 mA
                    until: {time: 30 min}
                  - constant_current: 1 mA
                    until: {time: 30 min}
                  - loop: steps[1]
                    executions: %d
                """.formatted(everySecond, executions);
    }

    /// The same without limits of its own, so that the cycler stops nothing and the agent must, at the range of the channel.
    static String unprotected(String protocol) {
        return protocol.replaceAll("(?m)^safety:.*\\n", "");
    }

    CyclerControl control() {
        return cycler.control();
    }

    /// The id of a channel of the first unit, counted from 1.
    String channelId(int channel) {
        return name + "/27-1-1-" + channel;
    }

    private static String address(int channel) {
        return "1-1-" + channel;
    }

    Path folder() {
        return folder;
    }

    /// The driver's settings, with others or different ones.
    Map<String, String> settings(String... more) {
        String steps = folder.resolve("cycler").resolve("steps").toString();
        Map<String, String> settings = new TreeMap<>(Map.of("port", Integer.toString(cycler.port()), "zone", "UTC", "source", "SIMULATED",
                "answerSecond", "10", "confirmSecond", "2", "stepFileFolder", steps, "stepFileFolderOnCycler", steps, "minVoltageVolt",
                "-5", "maxVoltageVolt", "5", "maxCurrentAmpere", "0.1"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    ChannelAgentConfig agentConfig(String... more) {
        return agentConfig("agent-" + name, SpoolSettings.in(folder.resolve("spool")), more);
    }

    ChannelAgentConfig agentConfig(String agentId, SpoolSettings spool, String... more) {
        return new ChannelAgentConfig(agentId, null, List.of(new CyclerConfig(name, "neware-bts", true, POLL, settings(more), null)), spool,
                null);
    }

    /// The same as a file for `service channel-agent`.
    Path agentConfigFile(KafkaSettings kafka, Path spool, long leaveFreeBytes, String... more) throws IOException {
        StringBuilder yaml = new StringBuilder("kafka:\n  bootstrap: " + kafka.bootstrap() + "\n  properties:\n");
        kafka.properties().forEach((key, value) -> yaml.append("    ").append(key).append(": ").append(quoted(value)).append('\n'));
        yaml.append("topics: {ensure: false}\nmanagement: {port: 0}\nchannelAgent:\n  agentId: agent-").append(name)
                .append("\n  cyclers:\n    - name: ").append(name)
                .append("\n      driver: neware-bts\n      control: true\n      pollInterval: 50ms\n      settings:\n");
        settings(more).forEach((key, value) -> yaml.append("        ").append(key).append(": ").append(quoted(value)).append('\n'));
        yaml.append("  spool:\n    folder: ").append(spool).append("\n    leaveFreeBytes: ").append(leaveFreeBytes).append('\n');
        return Files.writeString(folder.resolve("agent.yaml"), yaml, StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    ChannelTruth truth(int channel) {
        return control().truth(address(channel));
    }

    List<ChannelTruth> truth() {
        return control().truth();
    }

    /// The only test that a channel ever ran.
    ChannelTruth.Test onlyTest(int channel) {
        assertThat(truth(channel).tests()).as("tests on channel %d", channel).hasSize(1);
        return truth(channel).tests().getFirst();
    }

    List<RecordTruth> records(int channel, long testId) {
        List<RecordTruth> all = new ArrayList<>();
        List<RecordTruth> page;
        int from = 1;
        do {
            page = control().records(address(channel), testId, from, PAGE);
            all.addAll(page);
            from = page.isEmpty() ? from : page.getLast().seq() + 1;
        } while (page.size() == PAGE);
        return all;
    }

    /// What the cycler knows against what the topic says: the run had the output once, each of its records stands on the topic and counts
    /// once, in order, with its values; nothing else does.
    void assertTold(int channel, UUID runId, Story story) {
        List<ChannelTruth.Test> tests = truth(channel).tests().stream().filter(test -> test.barcode().equals(runId.toString())).toList();
        assertThat(tests).as("times that run %s was energised", runId).hasSize(1);
        List<RecordTruth> records = records(channel, tests.getFirst().testId());
        Set<Integer> numbers = new HashSet<>();
        records.forEach(record -> numbers.add(record.seq()));
        assertThat(story.starts()).hasSize(1);
        assertThat(story.disorders()).isEmpty();
        assertThat(story.measurements()).as("measurements of run %s", runId).hasSize(numbers.size());
        for (RecordTruth record : records) {
            MeasurementBatch told = story.measurements().get((long) record.seq());
            assertThat(told).as("record %d", record.seq()).isNotNull();
            assertThat(told.voltageVolt(0)).isCloseTo(record.voltageVolt(), within(1e-6));
            assertThat(told.currentAmpere(0)).isCloseTo(record.currentAmpere(), within(1e-9));
            assertThat(told.stepCount(0)).isEqualTo(record.stepIndex());
        }
    }

    @Override
    public void close() {
        cycler.close();
    }
}
