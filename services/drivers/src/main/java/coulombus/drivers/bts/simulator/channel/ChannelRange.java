package coulombus.drivers.bts.simulator.channel;

/// What the output of a channel can give at most, in either direction.
public record ChannelRange(double mostVoltageVolt, double mostCurrentAmpere) {
    public ChannelRange {
        if (!(mostVoltageVolt > 0) || !(mostCurrentAmpere > 0)) {
            throw new IllegalArgumentException("a channel's range must be greater than 0; was " + mostVoltageVolt + " V, "
                    + mostCurrentAmpere + " A");
        }
    }
}
