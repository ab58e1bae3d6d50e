package coulombus.channelagent;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.channelagent.FollowedRun.Progress;
import coulombus.channelagent.RunPlanner.RefusedOrderException;
import coulombus.channelagent.spool.SpoolException;
import coulombus.channelagent.spool.SpoolHealth;
import coulombus.core.assignment.ChannelReported;
import coulombus.core.assignment.OperatingState;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.ProtocolFacts;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.core.safety.HardLimits;
import coulombus.core.safety.LimitWatch;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState;

/// One channel of a cycler, from poll to poll:
///
/// 1. limits, on what the poll saw and on every measurement that is read: a danger stops the channel here and now;
/// 2. what is true on the device against the journal: our job is adopted, a job that is not ours is left alone, a job that ended is read
///    to its end and its story closed;
/// 3. what the scheduler desires;
/// 4. new measurements into the spool, where the publisher takes them.
///
/// Nothing of it needs the broker. The thread of its cycler owns it.
final class ChannelLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelLoop.class);
    /// A job that ended and cannot be read so many times in a row is closed with what there is.
    private static final int LAST_TRY = 30;
    private static final long UNKNOWN_RECORDS = -2;

    private final ChannelPlace place;
    private final AgentTools tools;
    private final ChannelBook book;
    private final ChannelControl control;
    private Optional<ChannelStatus> status = Optional.empty();
    private double statusUnixSecond = Double.NaN;
    private Optional<FollowedRun> following = Optional.empty();
    private Optional<String> foreign = Optional.empty();
    private String trouble = "";
    private int failures;
    private int ticksToWait;
    private long exhaustedAtRecords = UNKNOWN_RECORDS;
    private boolean maybeMore;
    private Optional<LimitWatch> pollLimits = Optional.empty();

    ChannelLoop(ChannelPlace place, AgentTools tools) throws SpoolException {
        this.place = place;
        this.tools = tools;
        this.book = new ChannelBook(tools.spool(), place.channelId());
        this.control = new ChannelControl(place, tools, book);
    }

    String channelId() {
        return place.channelId();
    }

    /// The scheduler's latest word.
    void order(ReceivedOrder order) {
        control.order(order);
    }

    /// The device did not answer: what it does is not known.
    void unreachable(String why) throws IOException {
        status = Optional.empty();
        trouble = why;
        dropReader();
    }

    /// A poll's view of the channel, for limits only: a stop for safety goes out before anything else is done with any channel of the poll.
    ///
    /// @param polledNano when the poll began
    void guard(ChannelStatus seen, long polledNano, CyclerDriver driver) {
        status = Optional.of(seen);
        statusUnixSecond = tools.unixTimeSecond();
        trouble = "";
        control.polled();
        watch(seen, polledNano, driver);
    }

    /// The same view for all else, after [#guard].
    void on(ChannelStatus seen, CyclerDriver driver) throws IOException {
        if (book.refresh()) {
            dropReader();
            following = Optional.empty();
        }
        try {
            reconcile(seen);
            control.on(seen, isOurs(seen), isOutputOff(seen), foreign, driver);
        } catch (SpoolException e) {
            trouble = e.getMessage();
        }
        boolean nothingNew = isEnergised(seen) && seen.records() >= 0 && seen.records() == exhaustedAtRecords;
        maybeMore = following.isPresent() && !nothingNew;
        if (ticksToWait > 0) {
            ticksToWait--;
            maybeMore = false;
        }
    }

    private void watch(ChannelStatus seen, long polledNano, CyclerDriver driver) {
        if (place.control() && isEnergised(seen) && isOurs(seen)) {
            pollLimits.flatMap(limits -> limits.on(tools.steadySecond(), seen.voltageVolt(), seen.currentAmpere(),
                    seen.temperatureCelsius())).ifPresent(violation -> {
                        control.trip(RunWatch.danger(violation), driver);
                        tools.metrics().reacted(tools.nanoTime().getAsLong() - polledNano);
                    });
        }
    }

    private static boolean isEnergised(ChannelStatus seen) {
        return seen.state() instanceof DeviceState.Running || seen.state() instanceof DeviceState.Paused;
    }

    /// True where the device's job is the run of the journal, by the device's name of it or, before that is known, by its label.
    private boolean isOurs(ChannelStatus seen) {
        Optional<JournalRun> run = book.journal().activeRun();
        return run.isPresent() && seen.job().isPresent()
                && run.get().job().map(job -> job.equals(seen.job().get())).orElse(seen.label().equals(run.get().runId().toString()));
    }

    private boolean isOutputOff(ChannelStatus seen) {
        boolean off = seen.state() instanceof DeviceState.Idle || seen.state() instanceof DeviceState.Protected;
        return off && !(Math.abs(seen.currentAmpere()) > place.offAmpere());
    }

    private void reconcile(ChannelStatus seen) throws IOException {
        foreign = Optional.empty();
        if (seen.state() instanceof DeviceState.Unclear) {
            return;
        }
        boolean ours = isOurs(seen);
        if (place.control() && isEnergised(seen) && !ours) {
            foreign = Optional.of("job " + seen.job().map(DeviceJob::id).orElse("without a name")
                    + (seen.label().isEmpty() ? "" : " ('" + seen.label() + "')") + " runs on channel " + place.channelId()
                    + ", which nobody of ours started");
        }
        if (ours) {
            DeviceJob job = seen.job().orElseThrow();
            book.journal(journal -> journal.running(job));
            if (seen.state() instanceof DeviceState.Protected(String cause)) {
                control.trippedByDevice(cause);
            }
        }
        Optional<JournalRun> run = book.journal().activeRun();
        if (run.isEmpty()) {
            observe(seen);
        } else if (run.get().stage() == JournalRun.Stage.ENDED) {
            if (isOutputOff(seen)) {
                book.journal(ChannelJournal::released);
                pollLimits = Optional.empty();
            }
        } else if (run.get().job().isPresent()) {
            follow(run.get());
        } else if (isOutputOff(seen)) {
            control.missed(run.get().runId());
        }
    }

    private void follow(JournalRun run) {
        if (following.isEmpty()) {
            Optional<RunPlan> plan = planOf(run);
            HardLimits limits = plan.map(known -> known.limits().tightenedBy(place.ownLimits())).orElse(place.ownLimits());
            pollLimits = Optional.of(new LimitWatch(limits));
            following = Optional.of(new FollowedRun(book, tools, run.runId(), run.job().orElseThrow(),
                    instrument -> new RunFacts(run.runId(), place.channelId(), place.source(), run.order().cell(), instrument,
                            plan.map(RunPlan::facts).orElse(ProtocolFacts.UNKNOWN), run.order().title()),
                    facts -> new RunWatch(facts, limits, plan.map(RunPlan::actsOn).orElse(Map.of()))));
        }
    }

    private Optional<RunPlan> planOf(JournalRun run) {
        try {
            return Optional.of(tools.planner().plan(run.order(), place.description()));
        } catch (RefusedOrderException e) {
            LOG.atError().addKeyValue("channelId", place.channelId()).addKeyValue("runId", run.runId())
                    .log("the protocol of a run that was begun cannot be read any more; only the channel's own limits hold: "
                            + e.getMessage());
            return Optional.empty();
        }
    }

    /// Jobs that are not ours. What was begun to be followed is followed to its end. In observe mode whatever job appears is followed; the
    /// one that lay there when the channel was first seen is not, unless it runs.
    private void observe(ChannelStatus seen) throws IOException {
        Optional<FollowState> open = book.followed().filter(state -> !state.ended());
        if (open.isPresent()) {
            followObserved(open.get().job());
            return;
        }
        if (place.control() || seen.job().isEmpty()) {
            if (book.seenJob().isEmpty()) {
                // From now on a job is new, even where it ends between two polls.
                book.seen("");
            }
            return;
        }
        DeviceJob job = seen.job().get();
        if (book.seenJob().filter(job.id()::equals).isEmpty()) {
            boolean layThere = book.seenJob().isEmpty() && !isEnergised(seen);
            book.seen(job.id());
            if (!layThere) {
                followObserved(job);
            }
        } else if (isEnergised(seen) && book.followed().filter(state -> state.job().equals(job)).isEmpty()) {
            followObserved(job);
        }
    }

    private void followObserved(DeviceJob job) {
        if (following.isEmpty()) {
            following = Optional.of(new FollowedRun(book, tools, place.observedRunId(job), job,
                    instrument -> place.observedFacts(job, instrument), facts -> new RunWatch(facts, HardLimits.NONE, Map.of())));
        }
    }

    /// What a reading came to.
    enum Reading {
        /// There may be more to read now.
        MORE,
        /// Nothing more now.
        DONE,
        /// The device could not be read; better poll it before anything else.
        FAILED
    }

    /// Reads at most `limit` measurements into the spool.
    Reading read(CyclerDriver driver, MeasurementBatch batch, int limit) throws IOException {
        if (!maybeMore || following.isEmpty() || status.isEmpty()) {
            return Reading.DONE;
        }
        maybeMore = false;
        if (tools.spool().health() instanceof SpoolHealth.Full(String why)) {
            trouble = "measurements wait in the cycler: " + why;
            return Reading.DONE;
        }
        try {
            switch (following.get().read(driver, batch, limit, dangerOn(driver))) {
                case Progress.Measured measured -> maybeMore = true;
                case Progress.Nothing nothing -> exhaustedAtRecords = status.get().records();
                case Progress.Finished finished -> finish(finished.why());
            }
            failures = 0;
            return maybeMore ? Reading.MORE : Reading.DONE;
        } catch (SpoolException e) {
            trouble = "measurements wait in the cycler: " + e.getMessage();
            return Reading.DONE;
        } catch (IOException e) {
            failed(e);
            return Reading.FAILED;
        }
    }

    private void failed(IOException cause) throws IOException {
        failures++;
        ticksToWait = Math.min(failures, LAST_TRY);
        exhaustedAtRecords = UNKNOWN_RECORDS;
        trouble = "measurements cannot be read: " + cause.getMessage();
        if (failures >= LAST_TRY && status.filter(this::isOutputOff).isPresent()) {
            LOG.atError().addKeyValue("channelId", place.channelId()).setCause(cause)
                    .log("a job that ended cannot be read to its end; its story ends with what there is");
            finish(RunEnd.END_OF_FILE);
        }
    }

    private java.util.function.Consumer<RunWatch.Danger> dangerOn(CyclerDriver driver) {
        return danger -> {
            if (place.control() && status.filter(ChannelLoop::isEnergised).filter(this::isOurs).isPresent()) {
                if (danger.isPause()) {
                    control.hold(danger, driver);
                } else {
                    control.trip(danger, driver);
                }
            }
        };
    }

    private void finish(RunEnd said) throws IOException {
        FollowedRun run = following.orElseThrow();
        Optional<JournalRun> ours = book.journal().activeRun().filter(active -> active.runId().equals(run.runId()));
        RunEnd why = said;
        if (ours.isPresent()) {
            why = control.tripped().isPresent()
                    ? RunEnd.TRIPPED
                    : ours.get().stage() == JournalRun.Stage.STOPPING && said != RunEnd.COMPLETED ? RunEnd.STOPPED : said;
        }
        run.end(why, journal -> ours.isPresent() ? journal.ended() : journal);
        following = Optional.empty();
        failures = 0;
        maybeMore = false;
        exhaustedAtRecords = UNKNOWN_RECORDS;
    }

    private void dropReader() throws IOException {
        if (following.isPresent()) {
            following.get().dropReader();
        }
    }

    void close() throws IOException {
        dropReader();
    }

    /// What the channel does, in one word for everybody.
    ChannelReported report() {
        ChannelJournal journal = book.journal();
        Optional<OrderAnswer> passing = control.takePassingAnswer();
        boolean off = status.filter(this::isOutputOff).isPresent() && !journal.active() && following.isEmpty();
        String detail = passing.isPresent()
                ? control.passingWords()
                : trouble.isEmpty()
                        ? control.pauseInWords(status.filter(seen -> seen.state() instanceof DeviceState.Paused).isPresent())
                                .orElse(journal.detail())
                        : trouble;
        return new ChannelReported(place.channelId(), tools.agentId(), tools.incarnation(), place.source(), journal.token(),
                journal.generation(), operating(), passing.orElse(journal.answer()), detail, off,
                following.map(FollowedRun::runId).or(journal::lastRunId).or(() -> book.followed().map(FollowState::runId)),
                book.followed().map(FollowState::lastSeq).orElse(0L), status.map(ChannelStatus::voltageVolt).orElse(Double.NaN),
                status.map(ChannelStatus::currentAmpere).orElse(Double.NaN), statusUnixSecond);
    }

    private OperatingState operating() {
        if (status.isEmpty() || status.get().state() instanceof DeviceState.Unclear) {
            return new OperatingState.Unknown();
        }
        if (foreign.isPresent()) {
            return new OperatingState.Quarantined(foreign.get());
        }
        Optional<UUID> last = book.journal().lastRunId();
        if (control.tripped().isPresent() && last.isPresent()) {
            return new OperatingState.Tripped(last.get(), control.tripped().get());
        }
        Optional<JournalRun> active = book.journal().activeRun();
        boolean paused = status.get().state() instanceof DeviceState.Paused;
        if (active.isPresent()) {
            UUID runId = active.get().runId();
            return switch (active.get().stage()) {
                case STARTING -> new OperatingState.Starting(runId);
                case RUNNING -> !isEnergised(status.get())
                        ? new OperatingState.Stopping(runId)
                        : paused ? new OperatingState.Paused(runId) : new OperatingState.Running(runId);
                case STOPPING, ENDED -> new OperatingState.Stopping(runId);
            };
        }
        if (following.isPresent()) {
            UUID runId = following.get().runId();
            return paused ? new OperatingState.Paused(runId) : new OperatingState.Running(runId);
        }
        return new OperatingState.Idle();
    }
}
