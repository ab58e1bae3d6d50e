package coulombus.drivers.neware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.run.RunEnd;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState;
import coulombus.drivers.JobReader;
import coulombus.drivers.RunReader.Reading;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;
import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.control.RecordTruth;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.drivers.bts.simulator.wire.WireOptions;
import coulombus.formats.protocol.ProtocolYaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What the driver says against what the simulated cycler knows to have happened.
class SimulatedBtsTruthTest {
    private static final Instant BEFORE_THE_CLOCKS_CHANGE = Instant.parse("2030-10-26T22:00:00Z");
    private static final String CHANNEL = "sim/27-1-2-1";
    @TempDir
    Path folder;

    private SimulatedCycler cycler(WireOptions wire, String cell) {
        return SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL)
                .withChannels(10).withTime(BEFORE_THE_CLOCKS_CHANGE, NewareFixture.BERLIN).with(wire)
                .with(new SimulatedCyclerConfig.Cells(7, cell, true)));
    }

    private CyclerDriver driver(SimulatedCycler cycler, String... more) {
        Map<String, String> settings = new TreeMap<>(Map.of("port", String.valueOf(cycler.port()), "zone", "Europe/Berlin", "source",
                "SIMULATED", "stepFileFolder", folder.resolve("steps").toString(), "stepFileFolderOnCycler", "C:\\steps"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return new NewareDriverProvider().open("sim", true, settings, InstantSource.fixed(BEFORE_THE_CLOCKS_CHANGE));
    }

    private static ResolvedProtocol protocol(double voltageMaxVolt, int executions) {
        return ResolvedProtocol.of(ProtocolYaml.read("""
                protocol: plate and strip
                recording: {time: 10 s}
                safety: {voltage_min: -%1$s V, voltage_max: %1$s V, delay: 1 s}
                steps:
                  - rest: 10 min
                  - constant_current: -1 mA
                    until: {time: 30 min}
                  - constant_current: 1 mA
                    until: {time: 30 min, voltage: 0.5 V}
                  - loop: steps[1]
                    executions: %2$d
                """.formatted(voltageMaxVolt, executions)), CellFacts.of(CellKind.SYMMETRIC));
    }

    private static DeviceJob started(CyclerDriver driver, String label, ResolvedProtocol protocol) throws IOException {
        StartAnswer answer = driver.start(new StartOrder(CHANNEL, label, protocol));
        assertThat(answer).isInstanceOf(StartAnswer.Started.class);
        return ((StartAnswer.Started) answer).job();
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatHappenedOverTheNightInWhichTheClocksChange(WireOptions.Firmware firmware) throws IOException {
        // Given
        try (SimulatedCycler cycler = cycler(WireOptions.DEFAULTS.with(firmware).withOneSubdevid(true).withDatabaseLagSecond(7),
                "SYM_HEALTHY");
                CyclerDriver driver = driver(cycler)) {
            DeviceJob job = started(driver, "night", protocol(1, 8));
            List<RecordTruth> read = new ArrayList<>();
            MeasurementBatch batch = new MeasurementBatch(1);
            Reading reading = new Reading.Waiting();
            try (JobReader reader = driver.open(CHANNEL, job, Optional.empty())) {
                // When
                for (int minutes = 0; minutes < 12 * 60 && !(reading instanceof Reading.Ended); minutes += 5) {
                    cycler.control().advance(300);
                    driver.poll();
                    do {
                        reading = reader.read(batch, 50);
                        compare(cycler, job, batch, read);
                    } while (reading instanceof Reading.Measured);
                }
                // Then
                assertThat(reading).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
                assertThat(read).hasSize(cycler.control().records("1-2-1", 0, 1, 10_000).size()).hasSizeGreaterThan(2900);
                assertThat(reader.dataQuality()).isEmpty();
            }
        }
    }

    private static void compare(SimulatedCycler cycler, DeviceJob job, MeasurementBatch batch, List<RecordTruth> read) {
        if (batch.isEmpty()) {
            return;
        }
        List<RecordTruth> truths = cycler.control().records("1-2-1", Long.parseLong(job.id()), (int) batch.firstSeq(), batch.size());
        for (int i = 0; i < batch.size(); i++) {
            RecordTruth truth = truths.get(i);
            read.add(truth);
            double sinceStart = (truth.at().toEpochMilli() - read.getFirst().at().toEpochMilli()) / 1000.0;
            assertThat(batch.seq(i)).isEqualTo(truth.seq());
            assertThat(batch.stepCount(i)).isEqualTo(truth.stepIndex());
            assertThat(batch.stepId(i)).isEqualTo(truth.stepId());
            assertThat(batch.cycleCount(i)).isEqualTo(truth.cycleId());
            assertThat(batch.testTimeSecond(i)).isCloseTo(sinceStart, within(1e-6));
            assertThat(batch.unixTimeSecond(i)).isEqualTo(truth.at().getEpochSecond());
            assertThat(batch.voltageVolt(i)).isCloseTo(truth.voltageVolt(), within(1e-6));
            assertThat(batch.currentAmpere(i)).isCloseTo(truth.currentAmpere(), within(1e-9));
        }
    }

    @Test
    void tellsThatTheDeviceStoppedOnALimitOfTheStepFile() throws IOException {
        // Given: a limit below what the cell shows under this current
        try (SimulatedCycler cycler = cycler(WireOptions.DEFAULTS, "SYM_HEALTHY"); CyclerDriver driver = driver(cycler)) {
            DeviceJob job = started(driver, "tight", protocol(0.002, 8));
            // When
            cycler.control().advance(3600);
            // Then
            assertThat(driver.poll()).filteredOn(status -> status.channelId().equals(CHANNEL)).singleElement()
                    .satisfies(status -> assertThat(status.state()).isInstanceOf(DeviceState.Protected.class));
            try (JobReader reader = driver.open(CHANNEL, job, Optional.empty())) {
                MeasurementBatch batch = new MeasurementBatch(1);
                assertThat(reader.read(batch, 1000)).isInstanceOf(Reading.Measured.class);
                assertThat(reader.read(batch, 1000)).isEqualTo(new Reading.Ended(RunEnd.TRIPPED));
            }
            assertThat(driver.start(new StartOrder(CHANNEL, "again", protocol(1, 1)))).isInstanceOf(StartAnswer.Refused.class);
        }
    }

    @Test
    void finishesTheOldTestAfterARestartWithNumbersThatBeginAnew() throws IOException {
        // Given
        try (SimulatedCycler cycler = cycler(WireOptions.DEFAULTS, "SYM_HEALTHY"); CyclerDriver driver = driver(cycler)) {
            driver.start(new StartOrder("sim/27-1-1-1", "another channel", protocol(1, 1)));
            DeviceJob first = started(driver, "first", protocol(1, 1));
            cycler.control().advance(900);
            MeasurementBatch batch = new MeasurementBatch(1);
            try (JobReader reader = driver.open(CHANNEL, first, Optional.empty())) {
                reader.read(batch, 20);
                cycler.control().advance(7200);
                // When
                cycler.control().restart(0, true).join();
                assertThatThrownBy(driver::poll).isInstanceOf(IOException.class);
                DeviceJob second = started(driver, "second", protocol(1, 1));
                // Then
                assertThat(second).isNotEqualTo(first);
                long last = batch.seq(batch.size() - 1);
                Reading reading = reader.read(batch, 1000);
                while (reading instanceof Reading.Measured) {
                    assertThat(batch.firstSeq()).isEqualTo(last + 1);
                    last = batch.seq(batch.size() - 1);
                    reading = reader.read(batch, 1000);
                }
                assertThat(reading).isEqualTo(new Reading.Ended(RunEnd.COMPLETED));
                assertThat(reader.dataQuality()).extracting(DataQuality::kind).doesNotContain(DataQualityKind.RECORD_NUMBER_RESTARTED);
            }
        }
    }

    @Test
    void isRefusedAndThenLetInByAStrictLogin() throws IOException {
        try (SimulatedCycler cycler = cycler(WireOptions.DEFAULTS.withStrictLogin(true).withLoginForWrites(true), "DUMMY");
                CyclerDriver wrong = driver(cycler, "password", "wrong");
                CyclerDriver right = driver(cycler)) {
            assertThatThrownBy(wrong::describe).isInstanceOf(IOException.class).hasMessageContaining("login of user admin was refused");
            assertThat(started(right, "run-1", protocol(5, 1))).isNotNull();
            assertThat(right.stop(CHANNEL)).isTrue();
        }
    }
}
