package coulombus.drivers.neware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.CyclerDriverContract;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;
import coulombus.drivers.bts.simulator.SimulatedCycler;
import coulombus.drivers.bts.simulator.SimulatedCyclerConfig;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.formats.protocol.ProtocolYaml;

import static org.assertj.core.api.Assertions.assertThat;

/// The contract against the simulated cycler, which speaks the device's protocol and shares no code with the driver.
class SimulatedBtsContractTest extends CyclerDriverContract {
    private static final Instant SWITCHED_ON = Instant.parse("2030-01-02T03:04:05Z");
    @TempDir
    Path folder;
    private SimulatedCycler cycler;

    @BeforeEach
    void startCycler() throws IOException {
        cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MANUAL)
                .withChannels(10).withTime(SWITCHED_ON, NewareFixture.BERLIN));
        try (CyclerDriver driver = driver(true)) {
            ResolvedProtocol shortOne = ResolvedProtocol.of(ProtocolYaml.read("""
                    protocol: short
                    recording: {time: 10 s}
                    steps:
                      - rest: 60 s
                      - constant_current: -1 mA
                        until: {time: 60 s}
                      - constant_current: 1 mA
                        until: {time: 60 s}
                      - loop: steps[1]
                        executions: 4
                    """), CellFacts.of(CellKind.SYMMETRIC));
            assertThat(driver.start(new StartOrder(finishedChannel(), "before", shortOne))).isInstanceOf(StartAnswer.Started.class);
        }
        cycler.control().advance(3600);
    }

    @AfterEach
    void stopCycler() {
        cycler.close();
    }

    @Override
    protected CyclerDriver driver(boolean control) {
        Map<String, String> settings = Map.of("port", String.valueOf(cycler.port()), "zone", "Europe/Berlin", "source", "SIMULATED",
                "pageSize",
                "17", "stepFileFolder", folder.resolve("steps").toString(), "stepFileFolderOnCycler", "C:\\steps");
        return new NewareDriverProvider().open("sim", control, settings, InstantSource.fixed(SWITCHED_ON));
    }

    @Override
    protected String finishedChannel() {
        return "sim/27-1-1-2";
    }

    @Override
    protected String freeChannel() {
        return "sim/27-1-2-1";
    }

    @Override
    protected StartOrder order(String label) {
        return new StartOrder(freeChannel(), label, NewareFixture.protocol());
    }

    @Override
    protected void breakConnection() {
        cycler.control().restart(0, false).join();
    }

    @Override
    protected void letTimePass() {
        cycler.control().advance(1);
    }
}
