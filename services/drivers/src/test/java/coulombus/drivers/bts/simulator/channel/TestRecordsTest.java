package coulombus.drivers.bts.simulator.channel;

import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.step.StepKind;

import static org.assertj.core.api.Assertions.assertThat;

/// Records come back as they were written, from memory and from the disk.
class TestRecordsTest {
    private static final int ROWS = 10_000;

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWrittenBeyondTheMemory() throws Exception {
        // Given: room for two blocks of all tests
        Path file = folder.resolve("records");
        try (RecordArchive archive = new RecordArchive(file, 2L * RecordArchive.BLOCK * RecordArchive.BYTES_PER_RECORD)) {
            TestRecords[] tests = { new TestRecords(archive), new TestRecords(archive) };
            for (int i = 0; i < ROWS; i++) {
                for (int t = 0; t < 2; t++) {
                    if (i % 100 == 0) {
                        tests[t].beginStep(StepKind.CC_CHARGE, i / 100, 1 + i / 1000, i / 100 + 1, 1000L * (i / 100));
                    }
                    tests[t].add(i % 100, i + t, -i, i * 0.1, i * 0.01 + t);
                }
            }

            // Then
            Random random = new Random(3);
            for (int n = 0; n < 500; n++) {
                int row = random.nextInt(ROWS - 3);
                int t = random.nextInt(2);
                TestRecords.Reader r = tests[t].reader(row);
                for (int i = row; i < row + 3; i++) {
                    assertThat(r.next()).isTrue();
                    assertThat(r.number()).isEqualTo(i + 1);
                    assertThat(r.stepId()).isEqualTo(i / 100);
                    assertThat(r.cycleId()).isEqualTo(1 + i / 1000);
                    assertThat(r.tick()).isEqualTo(1000L * (i / 100) + i % 100);
                    assertThat(r.voltageVolt()).isEqualTo(i + t);
                    assertThat(r.currentAmpere()).isEqualTo(-i);
                    assertThat(r.capacityAh()).isEqualTo(i * 0.1);
                    assertThat(r.energyWh()).isEqualTo(i * 0.01 + t);
                }
            }
            assertThat(tests[0].sizeAt(1000L * 37 + 4)).isEqualTo(3705);
            assertThat(tests[0].rowOf(3705)).isEqualTo(3704);
        }
        assertThat(file).as("nothing is left behind").doesNotExist();
    }
}
