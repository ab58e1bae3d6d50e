package coulombus.drivers.bts.simulator.channel;

import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import coulombus.drivers.bts.simulator.StepFileText;
import coulombus.drivers.bts.simulator.machine.CellCatalogue;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;

/// The same seed and the same orders at the same virtual time give the same records, however often and when anybody looks.
class DeterminismTest {
    private static final long SEED = 20261124;
    private static final long END = ChannelBench.ticks(20 * 3600);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = { "TI_20KPA", "SYM_HPT", "SYM_ANNEAL", "VO2_300KPA", "LI_GRAPHITE" })
    void lookingChangesNothing(String cell) {
        // Given
        Random random = new Random(SEED);

        // When
        String once = run(cell, now -> END);
        String often = run(cell, now -> now + 1 + random.nextInt(3000));
        String everyFiveSeconds = run(cell, now -> now + 50);

        // Then
        assertThat(often).as("seed " + SEED).isEqualTo(once);
        assertThat(everyFiveSeconds).isEqualTo(once);
        assertThat(once.lines().count()).isGreaterThan(2000);
    }

    private String run(String cell, java.util.function.LongUnaryOperator nextLook) {
        ChannelBench bench = new ChannelBench(folder, CellCatalogue.cell(cell, SEED));
        SimulatedChannel channel = bench.channel;
        channel.happenAt(ChannelBench.ticks(20_000), new ChannelFault.OfCell("soft-short", new CellOrder.SoftShort(20)), 0);
        channel.happenAt(ChannelBench.ticks(50_000), new ChannelFault.Duplicate(5), 0);
        String steps = StepFileText.recording(leaf("Time", 30_000), leaf("Volt", 20)).rest(1800)
                .step(2, leaf("Curr", 0.8) + leaf("Time", 1_800_000))
                .step(1, leaf("Curr", 0.8) + leaf("Time", 2_400_000) + leaf("Stop_Volt", 5000))
                .step(3, leaf("Volt", 1000) + leaf("Curr", 0.5) + leaf("Time", 60_000) + leaf("Stop_Curr", 0.05)).loop(2, 40).end();
        long[] orders = { ChannelBench.ticks(3000), ChannelBench.ticks(7001.3), ChannelBench.ticks(9000.7), ChannelBench.ticks(60_000.9) };
        long now = 0;
        for (int order = 0; order < orders.length; order++) {
            now = look(channel, now, orders[order], nextLook);
            switch (order) {
                case 0 -> bench.start(steps, now / 10.0);
                case 1 -> assertThat(channel.pause(-1, -1, now)).isTrue();
                case 2 -> assertThat(channel.resume(now)).isTrue();
                default -> channel.happenNow(new ChannelFault.OfCell("recover", new CellOrder.Recover()), now);
            }
        }
        look(channel, now, END, nextLook);
        channel.stop(END);
        return ChannelBench.content(channel);
    }

    private static long look(SimulatedChannel channel, long from, long to, java.util.function.LongUnaryOperator nextLook) {
        long now = from;
        while (now < to) {
            now = Math.min(to, nextLook.applyAsLong(now));
            channel.latest(now);
        }
        return now;
    }
}
