package coulombus.drivers.neware;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.JobReader;
import coulombus.drivers.RunReader.Reading;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;
import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.formats.protocol.ProtocolYaml;

import static org.assertj.core.api.Assertions.assertThat;

/// A cycler whose PC lives in another zone than was configured.
class SimulatedBtsZoneTest {
    private static final Instant SWITCHED_ON = Instant.parse("2030-07-02T10:00:00Z");
    private static final String CHANNEL = "sim/27-1-1-1";

    @TempDir
    Path folder;

    private Instant now = SWITCHED_ON;

    /// @param off what the driver says of it, empty where all is well; behind by as much as was already waited for a record less
    @ParameterizedTest
    @CsvSource({ "Europe/Berlin, Europe/Berlin, ''", "Asia/Tokyo, Asia/Tokyo, ''", "Asia/Tokyo, Europe/Berlin, 7.00 h ahead of",
            "America/New_York, Europe/Berlin, 5.98 h behind", "UTC, Europe/London, 0.98 h behind" })
    void isToldWithTheHoursItIsOff(String zoneOfCycler, String zoneConfigured, String off) throws Exception {
        String steps = folder.resolve("steps").toString();
        InstantSource clock = () -> now;
        try (SimulatedCycler cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS
                .with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL).withChannels(1)
                .withTime(SWITCHED_ON, ZoneId.of(zoneOfCycler)));
                CyclerDriver driver = new NewareDriverProvider().open("sim", true,
                        Map.of("port", String.valueOf(cycler.port()), "zone", zoneConfigured, "source", "SIMULATED", "checkClock", "true",
                                "stepFileFolder", steps, "stepFileFolderOnCycler", steps),
                        clock)) {
            // Given
            StartAnswer.Started started = (StartAnswer.Started) driver.start(new StartOrder(CHANNEL, "zone",
                    ResolvedProtocol.of(ProtocolYaml.read("""
                            protocol: rest
                            recording: {time: 10 s}
                            safety: {voltage_min: -1 V, voltage_max: 1 V}
                            steps:
                              - rest: 10 h
                            """), CellFacts.of(CellKind.SYMMETRIC))));
            MeasurementBatch batch = new MeasurementBatch(1);
            try (JobReader reader = driver.open(CHANNEL, started.job(), Optional.empty())) {
                // When
                for (int minutes = 0; minutes < 10; minutes++) {
                    cycler.control().advance(60);
                    now = now.plusSeconds(60);
                    driver.poll();
                    Reading reading = reader.read(batch, 1000);
                    while (reading instanceof Reading.Measured) {
                        reading = reader.read(batch, 1000);
                    }
                }
                // Then
                Optional<String> told = reader.dataQuality().stream().filter(found -> found.kind() == DataQualityKind.CLOCK_JUMP)
                        .map(DataQuality::detail).findFirst();
                if (off.isEmpty()) {
                    assertThat(told).isEmpty();
                } else {
                    assertThat(told).hasValueSatisfying(words -> assertThat(words).contains(off).contains(zoneConfigured));
                }
            }
        }
    }
}
