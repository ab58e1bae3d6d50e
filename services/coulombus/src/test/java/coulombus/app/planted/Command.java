package coulombus.app.planted;

/// What a planted service calls.
public final class Command {}
