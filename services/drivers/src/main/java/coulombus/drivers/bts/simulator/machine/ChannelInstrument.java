package coulombus.drivers.bts.simulator.machine;

import coulombus.drivers.bts.simulator.channel.NoiseOfTest;
import coulombus.drivers.bts.simulator.channel.ReadingNoise;
import coulombus.drivers.simulation.InstrumentNoise;
import coulombus.drivers.simulation.InstrumentSettings;
import coulombus.drivers.simulation.SimulationSeed;

/// A usual instrument in the smallest of its ranges that holds the test's current. The time grid of the machine is exact: no jitter.
final class ChannelInstrument implements ReadingNoise {
    private final InstrumentNoise noise;

    private ChannelInstrument(InstrumentNoise noise) {
        this.noise = noise;
    }

    /// Another stream of noise for each test of a channel.
    static NoiseOfTest of(long channelSeed) {
        return (test, mostCurrentAmpere) -> new ChannelInstrument(
                new InstrumentNoise(InstrumentSettings.usual(mostCurrentAmpere), SimulationSeed.of(channelSeed, test)));
    }

    @Override
    public double voltageVolt(double trueVolt) {
        return noise.voltageVolt(trueVolt);
    }

    @Override
    public double currentAmpere(double trueAmpere) {
        return noise.currentAmpere(trueAmpere);
    }

    @Override
    public double offsetAmpere() {
        return noise.offsetAmpere();
    }
}
