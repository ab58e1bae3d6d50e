package coulombus.drivers.neware;

import java.util.Objects;

/// Where a channel is in the BTS world.
///
/// @param ip       address of the server that keeps its data, as the inventory lists it
/// @param devType  20 to 27 stand for BTS78 to BTS85
/// @param devId    number of the cabinet
/// @param subDevId number of the unit in it, from 1
/// @param channel  number of the channel in the unit, from 1
record ChannelAddress(String ip, int devType, int devId, int subDevId, int channel) {
    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 27;
    private static final int FIRST_MODEL = 78;

    ChannelAddress { Objects.requireNonNull(ip, "ip"); }

    /// Cabinet, unit and channel as people write them.
    String position() {
        return devId + "-" + subDevId + "-" + channel;
    }

    /// The position with the type before it: unique within one BTS Client.
    String key() {
        return devType + "-" + position();
    }

    /// The model's name, e.g. `BTS85`.
    String model() {
        return devType >= FIRST_TYPE && devType <= LAST_TYPE ? "BTS" + (FIRST_MODEL + devType - FIRST_TYPE) : "device type " + devType;
    }

    /// True where an answer names this channel, or does not say. Some firmware answers unit 1 for a channel of another unit; the content
    /// is right then, and the order of the answers tells which is which.
    boolean isNamedBy(BtsElement answer) {
        String dev = answer.text("dev");
        if (!dev.isEmpty()) {
            String[] part = dev.split("-");
            return part.length >= 4 && same(part[0], devType) && same(part[1], devId) && (same(part[2], subDevId) || same(part[2], 1))
                    && same(part[3], channel);
        }
        long unit = answer.whole("subdevid", subDevId);
        return answer.whole("devtype", devType) == devType && answer.whole("devid", devId) == devId && (unit == subDevId || unit == 1)
                && answer.whole("chlid", channel) == channel;
    }

    private static boolean same(String text, int number) {
        return text.equals(Integer.toString(number));
    }
}
