package coulombus.drivers.bts.simulator.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.ChannelRange;
import coulombus.drivers.bts.simulator.channel.NoiseOfTest;
import coulombus.drivers.bts.simulator.channel.ReadingNoise;
import coulombus.drivers.bts.simulator.channel.RecordArchive;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.step.StepFileReader;
import coulombus.drivers.simulation.SimulationSeed;

/// Puts a machine together. Every channel's cell and noise have seeds of their own, made of the fleet's seed and the address.
public final class MachineBuilder {
    private static final int CHANNELS_OF_SUBDEVICE = 8;

    private final VirtualClock clock;
    private final RecordArchive archive;
    private final long seed;
    private final List<SimulatedChannel> channels = new ArrayList<>();

    public MachineBuilder(VirtualClock clock, RecordArchive archive, long seed) {
        this.clock = clock;
        this.archive = archive;
        this.seed = seed;
    }

    /// Devices from a number on; their channels as evenly as they go.
    public MachineBuilder add(int devices, int channelCount, int firstDevice, ChannelRange range, String cellSet, boolean noise) {
        for (int d = 0; d < devices; d++) {
            int ofDevice = channelCount / devices + (d < channelCount % devices ? 1 : 0);
            for (int c = 0; c < ofDevice; c++) {
                ChannelAddress address = new ChannelAddress(firstDevice + d, c / CHANNELS_OF_SUBDEVICE + 1, c % CHANNELS_OF_SUBDEVICE + 1);
                long channelSeed = seedOf(seed, address);
                channels.add(new SimulatedChannel(address, range, CellCatalogue.cell(cellSet, channelSeed), archive,
                        noise ? ChannelInstrument.of(channelSeed) : (test, most) -> ReadingNoise.NONE));
            }
        }
        return this;
    }

    /// The seed of the cell that is mounted on a channel where nobody says another one.
    public static long seedOf(long fleetSeed, ChannelAddress address) {
        return SimulationSeed.of(fleetSeed, address.toString());
    }

    /// What the usual instrument of a channel adds.
    public static NoiseOfTest noiseOf(long channelSeed) {
        return ChannelInstrument.of(channelSeed);
    }

    /// @param stepFiles   folder of step files with Windows paths
    /// @param testNumbers file in which the numbers of tests are kept, or null
    public Machine build(Path stepFiles, boolean zeroIsUnset, Path testNumbers) {
        return new Machine(clock, channels, new StepFiles(stepFiles, new StepFileReader(zeroIsUnset)), new TestNumbers(testNumbers));
    }
}
