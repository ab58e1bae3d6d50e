package coulombus.drivers.bts.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.machine.Speed;

import static org.assertj.core.api.Assertions.assertThat;

/// What is known of real machines, over the wire.
class GoldenChecksTest {
    @TempDir
    Path folder;

    private SimulatedCycler cycler;
    private BtsClient client;

    @BeforeEach
    void start() throws Exception {
        SimulatedCyclerConfig.Storage storage = SimulatedCyclerConfig.Storage.in(folder);
        cycler = SimulatedCycler.start(SimulatedCyclerConfig.DEFAULTS.with(storage).with(Speed.MANUAL).withChannels(16)
                .with(new SimulatedCyclerConfig.Cells(7, "DUMMY", false))
                .withTime(Instant.parse("2030-01-02T03:04:05.600Z"), ZoneId.of("UTC")));
        client = new BtsClient(cycler.port());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        cycler.close();
    }

    private void run(String channel, String steps, double seconds) throws Exception {
        Files.writeString(folder.resolve("steps").resolve("p.xml"), steps);
        assertThat(client.start(channel, "S-1", "C:\\protocols\\p.xml")).contains("chlid=\"" + channel.charAt(4) + "\">ok</start>");
        cycler.control().advance(seconds);
    }

    @Test
    void aRestOfTwelveHoursHas4321Points() throws Exception {
        // When
        run("1-1-2", new StepFileText().rest(43200).end(), 43201);

        // Then
        assertThat(client.steps("1-1-2")).singleElement().satisfies(row -> assertThat(row).containsEntry("startseqid", "1")
                .containsEntry("endseqid", "4321").containsEntry("steptime", "43200000").containsEntry("stepindex", "1"));
        List<Map<String, String>> all = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        for (int from = 1; from <= 4321; from += 1000) {
            List<Map<String, String>> page = client.download("1-1-2", 0, from, 1000);
            pages.add(page.size());
            all.addAll(page);
        }
        assertThat(pages).containsExactly(1000, 1000, 1000, 1000, 321);
        assertThat(all).extracting(row -> row.get("seqid")).element(4320).isEqualTo("4321");
        assertThat(all.get(4320)).containsEntry("testtime", "43200000").containsEntry("atime", "2030-01-02 15:04:05");
        assertThat(client.download("1-1-2", 0, 4322, 1000)).isEmpty();
    }

    @Test
    void cyclesAreCountedByLoopsThatJumpBack() throws Exception {
        // Given: rest; [2,3] three times; [5,6] three times; the rest of the file
        String steps = new StepFileText().rest(10).charge(1, 10).discharge(1, 10).loop(2, 3).charge(1, 10).discharge(1, 10).loop(5, 3)
                .rest(10).rest(10).end();

        // When
        run("1-1-1", steps, 1000);

        // Then
        assertThat(client.steps("1-1-1")).extracting(row -> row.get("cycleid") + ":" + row.get("stepid")).containsExactly("1:1", "1:2",
                "1:3", "2:2", "2:3", "3:2", "3:3", "3:5", "3:6", "4:5", "4:6", "5:5", "5:6", "5:8", "5:9");
    }
}
