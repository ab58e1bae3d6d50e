package coulombus.fleetapi;

import io.vertx.core.Future;

import coulombus.core.assignment.ChannelRequest;

/// Takes requests to the scheduler.
@FunctionalInterface
interface RequestSender {
    /// Done when the request cannot be lost any more. Never blocks.
    Future<Void> send(ChannelRequest request);
}
