package coulombus.drivers.neware;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.drivers.CyclerDriver;
import coulombus.formats.protocol.ProtocolYaml;

/// Settings, protocols and times that the tests of this driver share.
final class NewareFixture {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final LocalDateTime START = LocalDateTime.of(2030, 1, 2, 3, 4, 5);
    static final Instant NOW = Instant.parse("2030-01-02T12:00:00Z");

    private NewareFixture() {}

    static Map<String, String> settings(ScriptedBts bts, String... more) {
        Map<String, String> settings = new TreeMap<>(Map.of("port", String.valueOf(bts.port()), "zone", "Europe/Berlin", "source",
                "SIMULATED", "answerSecond", "20", "confirmSecond", "20"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    static CyclerDriver observer(ScriptedBts bts, String... more) {
        return observer(bts, InstantSource.fixed(NOW), more);
    }

    static CyclerDriver observer(ScriptedBts bts, InstantSource clock, String... more) {
        return new NewareDriverProvider().open("bts-1", false, settings(bts, more), clock);
    }

    static CyclerDriver controller(ScriptedBts bts, Path folder, String... more) {
        Map<String, String> settings = settings(bts, more);
        settings.putIfAbsent("stepFileFolder", folder.toString());
        settings.putIfAbsent("stepFileFolderOnCycler", "C:\\coulombus");
        return new NewareDriverProvider().open("bts-1", true, settings, InstantSource.fixed(NOW));
    }

    /// Plating and stripping at 1 mA, 2 cycles of half an hour each way, ended.
    static ScriptedTest endedTest() {
        return new ScriptedTest(START, BERLIN, 42).platingAndStripping(2, 0.001, Duration.ofMinutes(30), Duration.ofMinutes(1)).ended();
    }

    static ResolvedProtocol protocol() {
        CyclingProtocol protocol = ProtocolYaml.read("""
                protocol: plate and strip
                recording: {time: 10 s}
                safety: {voltage_min: -1 V, voltage_max: 1 V, current_min: -2 mA, current_max: 2 mA, delay: 1 s}
                steps:
                  - rest: 1 h
                  - constant_current: -1 mA
                    until: {time: 1 h}
                  - constant_current: 1 mA
                    until: {time: 1 h, voltage: 0.5 V}
                  - loop: steps[1]
                    executions: 100
                """);
        return ResolvedProtocol.of(protocol, CellFacts.of(CellKind.SYMMETRIC));
    }

    static List<ChannelAddress> addresses(int... channels) {
        return java.util.Arrays.stream(channels).mapToObj(c -> new ChannelAddress("127.0.0.1", 27, 7, 2, c)).toList();
    }
}
