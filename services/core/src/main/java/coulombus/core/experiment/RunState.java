package coulombus.core.experiment;

import java.util.Objects;

/// Where the run of one cell of an experiment stands.
///
/// ```
/// Queued -> Assigned -> Mounted -> Armed -> Starting -> Running -> Completed -> Closed
///   ^          |  ^        |         |        |  |         |-----> Faulted ---> Closed
///   |----------'  |       Held <-----'        |  |         '-> Stopping -> Cancelled -> Closed
///   |   too long  '--------'  unmounted       |  '-> Stopping -> Held
///   '-----------------------------------------'  the order came too late
/// ```
///
/// What has not begun becomes Cancelled at once; what may carry current is Stopping until its agent proves that the output is off.
/// An ended run never changes again but for the cell's being taken off.
public sealed interface RunState {
    /// Waits for a channel.
    record Queued() implements RunState {}

    /// Has a channel and waits for its cell to be mounted on it.
    record Assigned(double sinceUnixSecond) implements RunState {}

    /// The cell is on the channel and is looked at before it is energised.
    record Mounted(double sinceUnixSecond) implements RunState {}

    /// The look found something, or the start failed: a person decides, by mounting anew or by cancelling.
    record Held(String why) implements RunState {
        public Held { Objects.requireNonNull(why, "why"); }
    }

    /// May start; replicates that start together wait for each other here.
    record Armed(double sinceUnixSecond) implements RunState {}

    /// The channel is told to start.
    record Starting(long token, double sinceUnixSecond) implements RunState {}

    /// The agent said that it runs.
    record Running(long token, double sinceUnixSecond) implements RunState {}

    /// Is being stopped; stays so until the output is known to be off.
    ///
    /// @param hold true where it is held afterwards, false where it is cancelled
    record Stopping(long token, boolean hold, String why) implements RunState {
        public Stopping { Objects.requireNonNull(why, "why"); }
    }

    /// How a run can end.
    sealed interface Ended extends RunState {}

    /// The last step is done.
    record Completed() implements Ended {}

    /// A limit, a finding, the cycler, or people's doubt ended it.
    record Faulted(String cause) implements Ended {
        public Faulted { Objects.requireNonNull(cause, "cause"); }
    }

    /// A person ended it.
    record Cancelled(String why) implements Ended {
        public Cancelled { Objects.requireNonNull(why, "why"); }
    }

    /// Ended, and the cell is off the channel.
    record Closed(Ended how) implements RunState {
        public Closed { Objects.requireNonNull(how, "how"); }
    }

    /// True where it has a channel that nobody else may have.
    default boolean holdsChannel() {
        return !(this instanceof Queued || this instanceof Ended || this instanceof Closed);
    }

    /// True while the channel may carry current for it.
    default boolean mayCarryCurrent() {
        return this instanceof Starting || this instanceof Running || this instanceof Stopping;
    }

    /// True where it ended, its cell on the channel or not.
    default boolean isOver() {
        return this instanceof Ended || this instanceof Closed;
    }

    /// For people and the API: "running".
    default String word() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
