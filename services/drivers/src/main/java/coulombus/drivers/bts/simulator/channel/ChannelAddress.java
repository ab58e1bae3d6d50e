package coulombus.drivers.bts.simulator.channel;

import java.util.Comparator;

/// Where a channel is: device, sub-device, channel; `100-2-3` in text. Sub-devices and channels count from 1.
public record ChannelAddress(int devid, int subdevid, int chlid) implements Comparable<ChannelAddress> {
    private static final Comparator<ChannelAddress> ORDER = Comparator.comparingInt(ChannelAddress::devid)
            .thenComparingInt(ChannelAddress::subdevid).thenComparingInt(ChannelAddress::chlid);

    /// @throws IllegalArgumentException where the text is no address
    public static ChannelAddress parse(String text) {
        String[] parts = text.strip().split("-", -1);
        try {
            if (parts.length == 3) {
                return new ChannelAddress(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("must be device-subdevice-channel, as in 1-2-3; was '" + text + "'");
    }

    @Override
    public int compareTo(ChannelAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return devid + "-" + subdevid + "-" + chlid;
    }
}
