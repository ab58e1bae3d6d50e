package coulombus.drivers.neware;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import coulombus.drivers.DeviceJob;
import coulombus.drivers.StartAnswer;
import coulombus.drivers.StartOrder;
import coulombus.formats.protocol.UnsupportedProtocolException;

/// Starts a test and makes sure of it. The device's `ok` names no test and its `false` no reason, so a start counts when the channel has
/// another test than before, which carries our label.
final class TestStart {
    private static final long LOOK_AGAIN_NANOS = 500_000_000L;

    private final BtsClient client;
    private final StepFiles files;
    private final double confirmSecond;

    TestStart(BtsClient client, StepFiles files, double confirmSecond) {
        this.client = client;
        this.files = files;
        this.confirmSecond = confirmSecond;
    }

    /// @throws IOException where the device could not be asked before anything was sent to start; nothing runs then
    StartAnswer start(ChannelAddress channel, StartOrder order, Instant now) throws IOException {
        if (order.label().isBlank()) {
            return new StartAnswer.Refused("order.label: must not be blank: a start is known by its label");
        }
        List<ChannelAddress> asked = List.of(channel);
        String state = client.latest(asked).getFirst().workState();
        String refusal = refusal(WorkState.of(state), state);
        if (!refusal.isEmpty()) {
            return new StartAnswer.Refused(client.name() + ": channel " + channel.position() + " " + refusal);
        }
        TestCount before = client.newest(asked).getFirst();
        String stepFile;
        try {
            stepFile = files.write(channel, order, now);
        } catch (UnsupportedProtocolException e) {
            return new StartAnswer.Refused(String.join("; ", e.problems()));
        } catch (IOException e) {
            return new StartAnswer.Refused(e.getMessage());
        }
        client.connect();
        boolean taken;
        try {
            taken = client.start(channel, order.label(), stepFile);
        } catch (IOException e) {
            return afterLostAnswer(channel, order, before, e);
        }
        if (!taken) {
            return new StartAnswer.Refused(client.name() + ": channel " + channel.position() + " refused to start " + stepFile
                    + ". The device gives no reason; its own log may. Known causes: the BTS Client cannot open the file, or the file does not"
                    + " suit the channel");
        }
        try {
            return confirm(channel, order, before);
        } catch (IOException e) {
            return new StartAnswer.Unsure("the start was taken and could not be confirmed: " + e.getMessage());
        }
    }

    private static String refusal(WorkState state, String word) {
        return switch (state) {
            case STOP, FINISH -> "";
            case WORKING -> "is working; nothing is started over a running test";
            case PAUSE -> "is paused; nothing is started over a paused test";
            case PROTECT -> "was stopped by the device's protection; look at the cell, then stop it first";
            case ABSENT -> "does not exist";
            case SYNC_CTRL, WAIT_START, WAIT_TIME_OUT, LIGHT, OTHER ->
                "is in the state '" + word + "', in which nothing is started";
        };
    }

    /// The request may have arrived: one look over a new connection tells, or nothing does for now.
    private StartAnswer afterLostAnswer(ChannelAddress channel, StartOrder order, TestCount before, IOException lost) {
        try {
            TestCount newest = client.newest(List.of(channel)).getFirst();
            if (isOurs(channel, order, before, newest)) {
                return started(newest);
            }
        } catch (IOException e) {
            lost.addSuppressed(e);
        }
        return new StartAnswer.Unsure("the start was sent and its answer got lost: " + lost.getMessage());
    }

    private StartAnswer confirm(ChannelAddress channel, StartOrder order, TestCount before) throws IOException {
        long deadline = System.nanoTime() + (long) (confirmSecond * 1e9);
        while (true) {
            TestCount newest = client.newest(List.of(channel)).getFirst();
            // The label may follow the test's number a moment later.
            if (isOurs(channel, order, before, newest)) {
                return started(newest);
            }
            if (deadline - System.nanoTime() <= 0) {
                return new StartAnswer.Unsure(client.name() + ": the start was taken, but channel " + channel.position()
                        + " still shows test "
                        + newest.test() + (isAnother(before, newest) ? " under another label" : "") + " after " + confirmSecond + " s");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(client.name() + ": interrupted");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private boolean isOurs(ChannelAddress channel, StartOrder order, TestCount before, TestCount newest) throws IOException {
        return isAnother(before, newest) && client.latest(List.of(channel)).getFirst().barcode().equals(order.label());
    }

    /// Numbers begin anew where the database was reset, so that the same number may be another test: it has fewer records then.
    private static boolean isAnother(TestCount before, TestCount newest) {
        return newest.test() != before.test() || newest.records() < before.records();
    }

    private static StartAnswer started(TestCount newest) {
        return new StartAnswer.Started(new DeviceJob(Long.toString(newest.test())));
    }
}
