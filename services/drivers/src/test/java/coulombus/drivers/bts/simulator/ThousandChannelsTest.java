package coulombus.drivers.bts.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.control.ChannelTruth;
import coulombus.drivers.bts.simulator.machine.Speed;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;

/// A thousand channels in one process, as fast as it goes.
class ThousandChannelsTest {
    private static final int CHANNELS = 1000;

    @TempDir
    Path folder;

    @Test
    void everyRecordOfAThousandChannelsIsThere() throws Exception {
        // Given: 20 devices, twenty minutes at 1 s
        SimulatedCyclerConfig config = SimulatedCyclerConfig.DEFAULTS.with(SimulatedCyclerConfig.Storage.in(folder)).with(Speed.MAX)
                .with(new SimulatedCyclerConfig.Layout(20, CHANNELS, 1, SimulatedCyclerConfig.DEFAULTS.layout().range()));
        try (SimulatedCycler cycler = SimulatedCycler.start(config); BtsClient client = new BtsClient(cycler.port())) {
            Files.writeString(folder.resolve("steps").resolve("p.xml"),
                    StepFileText.recording(leaf("Time", 1000)).discharge(0.5, 600).charge(0.5, 600).end());

            // When
            StringBuilder starts = new StringBuilder("<cmd>start</cmd><list count=\"1000\">");
            for (String channel : cycler.control().channels()) {
                starts.append("<start ").append(BtsClient.address(channel, true)).append(" barcode=\"").append(channel)
                        .append("\">C:\\p.xml</start>");
            }
            String started = client.ask(starts + "</list>");
            await(client);

            // Then
            assertThat(BtsClient.items(started, "start")).hasSize(CHANNELS);
            assertThat(started).doesNotContain(">false<");
            List<ChannelTruth> truth = cycler.control().truth();
            assertThat(truth).allSatisfy(t -> assertThat(t.tests()).singleElement()
                    .satisfies(test -> assertThat(test.records()).isEqualTo(1202)));
            assertThat(cycler.control().status().records()).isEqualTo(1202L * CHANNELS);
            assertThat(client.download("20-7-2", 0, 1000, 1000)).hasSize(203);
        }
    }

    /// Each question waits its turn between two slices of the machine's time.
    private static void await(BtsClient client) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (client.ask("<cmd>getdevinfo</cmd>").contains(">false<")) {
            assertThat(System.nanoTime()).as("gave up").isLessThan(end);
        }
    }
}
