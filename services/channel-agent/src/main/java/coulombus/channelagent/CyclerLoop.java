package coulombus.channelagent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.core.assignment.AgentReported;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDescription;
import coulombus.drivers.CyclerDescription.ChannelDescription;
import coulombus.drivers.CyclerDriver;

/// One cycler: polls all its channels, gives each poll to its [ChannelLoop], reads what is new in turns, reports. It runs on a thread of
/// its own and alone touches its driver. Neither the broker nor another cycler can hold it up.
final class CyclerLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CyclerLoop.class);
    /// Measurements of one channel before the next has its turn.
    static final int PAGE = 500;
    /// Part of the time between two polls that may go into reading: the next poll, and with it the limits, must not wait.
    private static final double READING_RATIO = 0.8;
    private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final CyclerConfig config;
    private final CyclerDriver driver;
    private final AgentTools tools;
    private final Backoff backoff;
    private final MeasurementBatch batch = new MeasurementBatch(PAGE);
    private final Map<String, ReceivedOrder> inbox = new ConcurrentHashMap<>();
    private final Map<String, ChannelLoop> channels = new LinkedHashMap<>();
    private final Map<String, ChannelReported> reported = new HashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Link link = new Link(false, "not connected yet", 0, "");
    private Optional<CyclerDescription> description = Optional.empty();
    private int firstInTurn;
    private long reportedNano;
    private boolean reportDue = true;

    /// How the connection is.
    ///
    /// @param channels channels of the cycler, 0 before it was first reached
    /// @param device   what it says it is
    record Link(boolean connected, String detail, int channels, String device) {}

    CyclerLoop(CyclerConfig config, CyclerDriver driver, AgentTools tools, Backoff backoff) {
        this.config = config;
        this.driver = driver;
        this.tools = tools;
        this.backoff = backoff;
    }

    @Override
    public void run() {
        try {
            while (stopping.getCount() > 0) {
                long begun = tools.nanoTime().getAsLong();
                long next = begun + config.pollInterval().toNanos();
                if (!tick(begun)) {
                    next = tools.nanoTime().getAsLong() + backoff.nextNanos();
                }
                await(next - tools.nanoTime().getAsLong());
            }
        } finally {
            closeDriver();
            done.countDown();
        }
    }

    /// One round. Answers false where the cycler could not be reached.
    boolean tick(long begunNano) {
        try {
            poll();
            backoff.reset();
            readInTurns(begunNano + (long) (READING_RATIO * config.pollInterval().toNanos()));
            report(false);
            return true;
        } catch (IOException | RuntimeException e) {
            lost(e);
            return false;
        }
    }

    private void poll() throws IOException {
        if (description.isEmpty()) {
            describe();
        }
        long before = tools.nanoTime().getAsLong();
        List<ChannelStatus> statuses = driver.poll();
        tools.metrics().poll().record(tools.nanoTime().getAsLong() - before, TimeUnit.NANOSECONDS);
        if (!link.connected()) {
            link = new Link(true, "", channels.size(), description.orElseThrow().device());
            LOG.atInfo().addKeyValue("cycler", config.name()).addKeyValue("channels", channels.size()).log("a cycler is connected");
        }
        for (ChannelStatus status : statuses) {
            ChannelLoop channel = channels.get(status.channelId());
            if (channel != null) {
                channel.guard(status, before, driver);
            }
        }
        for (ChannelStatus status : statuses) {
            ChannelLoop channel = channels.get(status.channelId());
            if (channel != null) {
                ReceivedOrder order = inbox.remove(status.channelId());
                if (order != null) {
                    channel.order(order);
                }
                channel.on(status, driver);
            }
        }
    }

    /// What the cycler says of itself, anew after every loss of the connection: it may be another one now.
    private void describe() throws IOException {
        CyclerDescription told = driver.describe();
        if (config.control() && !told.control()) {
            throw new IOException("cycler " + config.name() + " is configured to be controlled, and its driver can only observe it");
        }
        for (ChannelDescription channel : told.channels()) {
            if (!channels.containsKey(channel.channelId())) {
                CyclerConfig.CellConfig cell = config.cellOf(channel);
                channels.put(channel.channelId(), new ChannelLoop(
                        new ChannelPlace(channel, told.source(), config.control(), told.pauses(), cell.facts(), cell.title()), tools));
            }
        }
        description = Optional.of(told);
    }

    /// A page of each channel that has something, again and again while there is time, each round beginning with another one.
    private void readInTurns(long untilNano) throws IOException {
        List<ChannelLoop> turn = new ArrayList<>(channels.values());
        while (!turn.isEmpty() && stopping.getCount() > 0) {
            List<ChannelLoop> more = new ArrayList<>();
            firstInTurn = (firstInTurn + 1) % turn.size();
            for (int i = 0; i < turn.size(); i++) {
                ChannelLoop channel = turn.get((firstInTurn + i) % turn.size());
                switch (channel.read(driver, batch, PAGE)) {
                    case MORE -> more.add(channel);
                    case DONE -> {
                    }
                    case FAILED -> {
                        return;
                    }
                }
                if (tools.nanoTime().getAsLong() - untilNano > 0) {
                    return;
                }
            }
            turn = more;
        }
    }

    private void lost(Exception cause) {
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (link.connected() || !link.detail().equals(why)) {
            LOG.atWarn().addKeyValue("cycler", config.name()).setCause(cause).log("a cycler does not answer; it is tried again");
        }
        link = new Link(false, why, channels.size(), link.device());
        description = Optional.empty();
        for (ChannelLoop channel : channels.values()) {
            try {
                channel.unreachable(why);
            } catch (IOException e) {
                LOG.atDebug().addKeyValue("channelId", channel.channelId()).setCause(e).log("a reader could not be closed");
            }
        }
        report(true);
    }

    /// What changed, at once; everything every few seconds.
    private void report(boolean all) {
        long now = tools.nanoTime().getAsLong();
        boolean due = all || reportDue || now - reportedNano >= REPORT_NANOS;
        if (due) {
            reportedNano = now;
            reportDue = false;
        }
        for (ChannelLoop channel : channels.values()) {
            ChannelReported word = channel.report();
            ChannelReported before = reported.put(word.channelId(), word);
            if (due || before == null || isOther(before, word)) {
                tools.outbox().channel(word);
            }
        }
    }

    private static boolean isOther(ChannelReported before, ChannelReported now) {
        return before.token() != now.token() || before.observedGeneration() != now.observedGeneration()
                || !before.state().equals(now.state()) || before.answer() != now.answer() || !before.detail().equals(now.detail())
                || before.outputOff() != now.outputOff() || !before.lastRunId().equals(now.lastRunId());
    }

    /// The scheduler's word for a channel of this cycler; the latest counts. From any thread.
    void order(ReceivedOrder order) {
        inbox.put(order.word().channelId(), order);
    }

    /// True where a channel's id belongs to this cycler. From any thread.
    boolean owns(String channelId) {
        return channelId.startsWith(config.name() + "/");
    }

    Link link() {
        return link;
    }

    AgentReported.Cycler toldOf() {
        Link now = link;
        return new AgentReported.Cycler(config.name(), config.driver(), config.control(), now.channels(), now.connected(), now.detail());
    }

    String name() {
        return config.name();
    }

    private void await(long nanos) {
        try {
            stopping.await(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
        }
    }

    private void closeDriver() {
        try {
            for (ChannelLoop channel : channels.values()) {
                channel.close();
            }
            driver.close();
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("cycler", config.name()).setCause(e).log("a cycler's connection could not be closed in order");
        }
    }

    /// Asks the loop to end after what it is doing; tests on the cycler go on. From any thread.
    void stop() {
        stopping.countDown();
    }

    void join() throws InterruptedException {
        done.await();
    }
}
