package coulombus.analytics.planted;

/// Breaks: names say what a thing is.
public final class ChannelManager {}
