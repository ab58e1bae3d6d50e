package coulombus.drivers;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A cycler with all its channels behind one connection. Units, sign, order and time are put right behind this port, once.
///
/// One thread owns a driver: the thread of its cycler in the channel agent. No call is made while another runs. Every method may block
/// as long as the device takes, at most [CyclerDescription#longestAnswerSecond()], and throws an [IOException] with a sentence that says
/// which device and what, where the device cannot be reached or does not make sense. After an IOException the next call connects anew;
/// waiting between two tries is the caller's.
public interface CyclerDriver extends AutoCloseable {
    /// Version of this port. A provider written for another one is refused.
    int PORT_VERSION = 2;

    /// What the cycler is and can do; connects where needed.
    CyclerDescription describe() throws IOException;

    /// The state of every channel, in the order of [CyclerDescription#channels()]: one inquiry for all.
    List<ChannelStatus> poll() throws IOException;

    /// Opens the measurements of a job, from the begin or from where an earlier reader stood. The reader belongs to the driver's thread
    /// and shares its connection; any number may be open.
    ///
    /// @param from what [JobReader#position()] gave; empty to begin with the first measurement
    JobReader open(String channelId, DeviceJob job, Optional<ReadPosition> from) throws IOException;

    /// Starts a protocol on an idle channel: writes the limits into the device first, where it holds limits itself. Answers when the
    /// device confirmed with a job of its own, not when the call returned.
    ///
    /// @throws UnsupportedOperationException in observe mode
    StartAnswer start(StartOrder order) throws IOException;

    /// Stops whatever runs on the channel. Answers true where the device took it; whether the output is off tells the next [#poll()].
    ///
    /// @throws UnsupportedOperationException in observe mode
    boolean stop(String channelId) throws IOException;

    /// Clears the alarm that the device raised when it stopped a channel itself; starts nothing. Answers false where there was none to
    /// clear, or the device has none.
    ///
    /// @throws UnsupportedOperationException in observe mode
    default boolean clearAlarm(String channelId) throws IOException {
        return false;
    }

    /// Pauses what runs on the channel, now: no current, the test is kept. Answers true where the device took it; whether it is paused tells
    /// the next [#poll()].
    ///
    /// @throws UnsupportedOperationException in observe mode, and where [CyclerDescription#pauses()] is false
    default boolean pause(String channelId) throws IOException {
        throw new UnsupportedOperationException("channel " + channelId + ": its cycler cannot pause");
    }

    /// Goes on with what is paused on the channel, in the step where it stands. Answers true where the device took it, false where nothing is
    /// paused.
    ///
    /// @throws UnsupportedOperationException in observe mode, and where [CyclerDescription#pauses()] is false
    default boolean resume(String channelId) throws IOException {
        throw new UnsupportedOperationException("channel " + channelId + ": its cycler cannot pause");
    }

    @Override
    void close() throws IOException;
}
