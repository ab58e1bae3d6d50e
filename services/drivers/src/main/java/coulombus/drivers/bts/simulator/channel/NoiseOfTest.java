package coulombus.drivers.bts.simulator.channel;

/// Gives each test of a channel what the instrument adds to it.
public interface NoiseOfTest {
    /// @param test              which one of this channel, from 1
    /// @param mostCurrentAmpere largest current the test asks for; the range depends on it
    ReadingNoise noise(long test, double mostCurrentAmpere);
}
