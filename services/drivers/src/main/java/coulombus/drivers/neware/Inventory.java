package coulombus.drivers.neware;

import java.util.List;

/// What a BTS Client has.
///
/// @param client   name and version of the client program, empty where it does not say
/// @param channels in its own order
record Inventory(String client, List<ChannelAddress> channels) {
    Inventory { channels = List.copyOf(channels); }
}
