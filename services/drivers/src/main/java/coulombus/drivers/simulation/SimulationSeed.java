package coulombus.drivers.simulation;

/// Seeds of one channel of a simulated fleet: a test replays exactly, and no two channels are alike.
public final class SimulationSeed {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SimulationSeed() {}

    /// The seed of a channel by its name (FNV-1a over its characters).
    public static long of(long fleetSeed, String channelId) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < channelId.length(); i++) {
            hash = (hash ^ channelId.charAt(i)) * FNV_PRIME;
        }
        return of(fleetSeed, hash);
    }

    /// The seed of a channel by its number.
    public static long of(long fleetSeed, long channel) {
        return mix(mix(fleetSeed + 0x9e3779b97f4a7c15L) ^ channel);
    }

    /// Finaliser of SplitMix64: every bit of the argument moves every bit of the result.
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return y ^ (y >>> 31);
    }
}
