package coulombus.channelagent;

import coulombus.core.assignment.ChannelDesired;

/// The scheduler's word as it was read.
///
/// @param word               what is desired
/// @param appendedUnixMillis when the broker appended it, by the broker's clock
record ReceivedOrder(ChannelDesired word, long appendedUnixMillis) {}
