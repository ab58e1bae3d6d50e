package coulombus.fleetapi.planted;

/// What a planted neighbour asks.
public final class Answers {}
