package coulombus.channelagent.spool;

/// Damages spools, for tests outside of this package.
public final class Damage {
    private Damage() {}

    /// The record at a position has a wrong checksum from now on.
    public static void at(ChannelSpool channel, long position) throws SpoolException {
        channel.damageForTest(position);
    }
}
