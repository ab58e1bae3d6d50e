package coulombus.core.assignment;

/// What the agent did with the last word it read for a channel.
public enum OrderAnswer {
    /// Nothing was read yet.
    NONE,
    /// Done, or being done.
    ACCEPTED,
    /// A token below the highest stored: ignored.
    STALE_TOKEN,
    /// A higher token while a run is active: refused, never an implicit stop.
    BUSY,
    /// The order was not begun in time: refused.
    EXPIRED,
    /// Protocol or cell are not those the order was made for.
    PLAN_MISMATCH,
    /// The protocol does not fit the cell or the channel.
    OUTSIDE_LIMITS,
    /// The device said no.
    REFUSED_BY_DEVICE,
    /// The channel is only observed, does not exist, or runs somebody else's job.
    NOT_CONTROLLABLE
}
