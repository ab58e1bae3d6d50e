package coulombus.drivers.bts.simulator.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.drivers.bts.simulator.StepFileText;
import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.channel.ReadingNoise;
import coulombus.drivers.bts.simulator.channel.RecordArchive;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.channel.StepRow;
import coulombus.drivers.bts.simulator.step.StepFileReader;
import coulombus.drivers.simulation.SimulatedCell;
import coulombus.drivers.simulation.SimulatedCellKind;

import static coulombus.drivers.bts.simulator.StepFileText.leaf;
import static org.assertj.core.api.Assertions.assertThat;

/// Zn||Ti cells over their soft short: every stripping ends where its voltage is passed, whatever the leak does. The oracle is the same
/// cell, led by the same currents tick by tick.
class ShortedPlatingTest {
    private static final double AMPERE = 0.785e-3;
    private static final double STOP_VOLT = 0.5;
    private static final int HALF_CYCLE_SECOND = 1800;
    private static final int CYCLES = 40;
    private static final double TICK_SECOND = 0.1;
    /// The leak's share of the current is found anew every 10 s by the cell and every tick by the oracle: what is plated in half an hour differs by
    /// about 0.1 % of it.
    private static final double TOLERATED_SECOND = 2.5;

    @TempDir
    Path folder;

    @Test
    void everyStrippingEndsWhereItsVoltageIsPassed() throws Exception {
        int endedByVoltageBesideALeak = 0;
        for (long seed = 1; seed <= 5; seed++) {
            // When
            List<StepRow> steps = run(seed);
            // Then
            SimulatedCell oracle = SimulatedCell.of(SimulatedCellKind.TI_20KPA, seed);
            for (StepRow step : steps) {
                boolean stripping = step.kind().sign() > 0;
                long ticks = stripping && step.endVolt() >= STOP_VOLT ? ticksUntilStop(oracle) : pass(oracle, step);
                assertThat(step.stepTicks() * TICK_SECOND)
                        .as("seed %d, step %d, which ends at %.3f V", seed, step.stepIndex(), step.endVolt())
                        .isCloseTo(ticks * TICK_SECOND, org.assertj.core.api.Assertions.within(TOLERATED_SECOND));
                if (stripping && step.endVolt() >= STOP_VOLT && !Double.isNaN(oracle.softShortSinceSecond())) {
                    endedByVoltageBesideALeak++;
                }
            }
        }
        assertThat(endedByVoltageBesideALeak).as("strippings beside a leak that their voltage ended").isGreaterThan(4);
    }

    private List<StepRow> run(long seed) throws Exception {
        SimulatedChannel channel = new SimulatedChannel(new ChannelAddress(1, 1, 1), new ChannelRange(5, 0.1),
                new PhysicalCell(SimulatedCellKind.TI_20KPA, seed), new RecordArchive(folder.resolve("records-" + seed), 1L << 30),
                (n, most) -> ReadingNoise.NONE);
        String xml = StepFileText.recording(leaf("Time", 30_000)).discharge(AMPERE * 1e3, HALF_CYCLE_SECOND)
                .step(1, leaf("Curr", AMPERE * 1e3) + leaf("Time", 1000L * HALF_CYCLE_SECOND * 6 / 5) + leaf("Stop_Volt", STOP_VOLT * 1e4))
                .loop(1, CYCLES).end();
        channel.start(new StepFileReader(false).read(Files.writeString(folder.resolve("p.xml"), xml)), "p.xml", "S", 0, () -> 1);
        channel.catchUp(10L * CYCLES * 3 * HALF_CYCLE_SECOND);
        return new ArrayList<>(channel.newest().steps());
    }

    private static long pass(SimulatedCell oracle, StepRow step) {
        for (long tick = 0; tick < step.stepTicks(); tick++) {
            oracle.advance(TICK_SECOND, step.kind().sign() * AMPERE);
        }
        return step.stepTicks();
    }

    private static long ticksUntilStop(SimulatedCell oracle) {
        for (long tick = 1; tick <= 12L * HALF_CYCLE_SECOND; tick++) {
            oracle.advance(TICK_SECOND, AMPERE);
            if (oracle.voltageVolt(AMPERE) >= STOP_VOLT) {
                return tick;
            }
        }
        throw new AssertionError("the oracle never comes to its voltage");
    }
}
