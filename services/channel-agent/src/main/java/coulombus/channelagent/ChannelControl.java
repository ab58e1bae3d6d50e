package coulombus.channelagent;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.channelagent.RunPlanner.RefusedOrderException;
import coulombus.channelagent.spool.SpoolException;
import coulombus.channelagent.spool.SpoolHealth;
import coulombus.core.assignment.AssignmentRule;
import coulombus.core.assignment.ChannelDesired;
import coulombus.core.assignment.OrderAnswer;
import coulombus.core.assignment.OrderVerdict;
import coulombus.core.assignment.RunOrder;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.DeviceState;
import coulombus.drivers.StartAnswer;

/// Acts on one channel: starts what the scheduler desires, stops what must stop. What it does is in the journal before it is done, but for
/// a stop for safety, which waits for nothing.
///
/// One thread owns it.
final class ChannelControl {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelControl.class);
    /// A start without an answer is given up after so long on an idle channel.
    private static final double CONFIRM_SECOND = 30;

    private final ChannelPlace place;
    private final AgentTools tools;
    private final ChannelBook book;
    private final ChannelPause pause;
    private Optional<ReceivedOrder> pending = Optional.empty();
    private Optional<Trip> dangerNotYetWritten = Optional.empty();
    private Optional<OrderAnswer> passing = Optional.empty();
    private String passingWords = "";
    private boolean stopDue;
    /// A stop was sent since the device was polled last: what the poll said is older than that.
    private boolean stopJustSent;
    private double startSentSecond = Double.NaN;

    ChannelControl(ChannelPlace place, AgentTools tools, ChannelBook book) {
        this.place = place;
        this.tools = tools;
        this.book = book;
        this.pause = new ChannelPause(place, book);
    }

    /// The scheduler's latest word; acted on at the next poll.
    void order(ReceivedOrder order) {
        pending = Optional.of(order);
    }

    /// What became of a word that changed nothing, once; else what the journal says.
    Optional<OrderAnswer> takePassingAnswer() {
        Optional<OrderAnswer> told = passing;
        passing = Optional.empty();
        return told;
    }

    String passingWords() {
        return passingWords;
    }

    /// The device was polled: what was sent before is older than what it says now.
    void polled() {
        stopJustSent = false;
    }

    /// Stops the channel at once, whatever else is wrong; repeated at every poll until the device is seen to be off.
    void trip(RunWatch.Danger danger, CyclerDriver driver) {
        if (dangerNotYetWritten.isPresent() || book.journal().tripped().isPresent()) {
            return;
        }
        boolean stopping = book.journal().activeRun().filter(run -> run.stage() == JournalRun.Stage.STOPPING).isPresent();
        if (danger.isFinding() && stopping) {
            // The stop is sent at every poll already, and whoever asked for it has a use for the channel after it.
            return;
        }
        dangerNotYetWritten = Optional.of(new Trip(danger.sentence(), danger.isFinding()));
        stopDue = true;
        stop(driver);
        tools.metrics().tripped(danger.kind());
        LOG.atError().addKeyValue("channelId", place.channelId()).addKeyValue("runId", book.journal().lastRunId().orElse(null))
                .addKeyValue("cause", danger.sentence()).log("a channel was stopped for safety");
        writeDanger();
    }

    /// Holds the channel when its next step begins; stops it at once where its cycler cannot pause.
    void hold(RunWatch.Danger danger, CyclerDriver driver) {
        if (place.pauses()) {
            pause.hold(danger.sentence());
        } else {
            trip(danger, driver);
        }
    }

    /// A pause that is or is to be, in words.
    Optional<String> pauseInWords(boolean paused) {
        return pause.inWords(paused);
    }

    /// The device stopped by itself on a limit of its own.
    void trippedByDevice(String cause) throws SpoolException {
        if (book.journal().tripped().isEmpty()) {
            book.journal(journal -> journal.stopping().trippedBy(new Trip("the cycler stopped it: " + cause, false)));
            tools.metrics().tripped("device");
        }
    }

    private void writeDanger() {
        try {
            if (dangerNotYetWritten.isPresent()) {
                Trip cause = dangerNotYetWritten.get();
                book.journal(journal -> journal.active() ? journal.stopping().trippedBy(cause) : journal.trippedBy(cause));
                dangerNotYetWritten = Optional.empty();
            }
        } catch (SpoolException e) {
            LOG.atError().addKeyValue("channelId", place.channelId()).setCause(e).log("a trip could not be written yet");
        }
    }

    /// Why the channel is tripped, written or not.
    Optional<String> tripped() {
        return dangerNotYetWritten.or(() -> book.journal().tripped()).map(Trip::cause);
    }

    private void stop(CyclerDriver driver) {
        if (!place.control()) {
            return;
        }
        stopJustSent = true;
        try {
            if (!driver.stop(place.channelId())) {
                LOG.atWarn().addKeyValue("channelId", place.channelId()).log("the cycler did not take a stop; it is sent again");
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("channelId", place.channelId()).setCause(e).log("a stop could not be sent; it is sent again");
        }
    }

    /// What a poll saw: stops what should have stopped, then acts on the scheduler's word.
    ///
    /// @param ours      true where the device's job is the run of the journal
    /// @param outputOff true where the device carries no current
    /// @param foreign   why the channel may not be touched; empty where it may
    void on(ChannelStatus status, boolean ours, boolean outputOff, Optional<String> foreign, CyclerDriver driver) throws IOException {
        writeDanger();
        boolean energised = status.state() instanceof DeviceState.Running || status.state() instanceof DeviceState.Paused;
        boolean stopping = book.journal().activeRun().filter(run -> run.stage() == JournalRun.Stage.STOPPING).isPresent();
        if (outputOff) {
            stopDue = false;
        } else if (energised && ours && (stopDue || stopping) && !stopJustSent) {
            stop(driver);
        }
        decide(status, ours, outputOff, foreign, driver);
        Optional<String> notPaused = pause.on(status, ours, driver);
        if (notPaused.isPresent()) {
            stop(driver);
            book.journal(journal -> journal.answered(OrderAnswer.ACCEPTED, "stopped: " + notPaused.get()).stopping());
        }
    }

    private void decide(ChannelStatus status, boolean ours, boolean outputOff, Optional<String> foreign, CyclerDriver driver)
            throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        ChannelDesired word = pending.get().word();
        OptionalDouble age = tools.brokerClock().ageSecond(pending.get().appendedUnixMillis());
        if (book.journal().isRefused(word)) {
            pending = Optional.empty();
            return;
        }
        switch (AssignmentRule.judge(book.journal().held(), word, age.orElse(0))) {
            case OrderVerdict.Stale stale -> pass(OrderAnswer.STALE_TOKEN, "token " + word.token() + " is below " + stale.highestToken());
            case OrderVerdict.AlreadyDone done -> {
                tools.metrics().repeated();
                pending = Optional.empty();
            }
            case OrderVerdict.Busy busy -> {
                book.journal(journal -> journal.refusedAsBusy(word));
                pass(OrderAnswer.BUSY, "run " + busy.activeRunId() + " is active under token " + book.journal().token() + "; token "
                        + word.token() + " is refused");
            }
            case OrderVerdict.Expired expired -> refuse(word, OrderAnswer.EXPIRED,
                    "the order was " + Math.round(expired.ageSecond()) + " s old and was to be begun earlier");
            case OrderVerdict.PlanMismatch mismatch -> refuse(word, OrderAnswer.PLAN_MISMATCH,
                    "protocol and cell do not match the order's hash");
            case OrderVerdict.Begun begun -> {
                book.journal(
                        journal -> journal.decided(word, OrderAnswer.ACCEPTED, "run " + begun.runId() + " was begun before").resuming());
                pending = Optional.empty();
            }
            case OrderVerdict.Hold hold -> hold(word, hold, status, ours, driver);
            case OrderVerdict.TurnOff off -> turnOff(word, off, status, ours, driver);
            case OrderVerdict.Begin begin -> {
                if (age.isPresent()) {
                    begin(word, begin.order(), status, outputOff, foreign, driver);
                }
            }
        }
    }

    /// Told once; nothing is changed by it.
    private void pass(OrderAnswer answer, String words) {
        passing = Optional.of(answer);
        passingWords = words;
        pending = Optional.empty();
        tools.metrics().refused(answer);
        LOG.atWarn().addKeyValue("channelId", place.channelId()).addKeyValue("answer", answer).log(words);
    }

    private void refuse(ChannelDesired word, OrderAnswer answer, String words) throws SpoolException {
        book.journal(journal -> journal.decided(word, answer, words));
        pending = Optional.empty();
        tools.metrics().refused(answer);
        LOG.atWarn().addKeyValue("channelId", place.channelId()).addKeyValue("answer", answer).log(words);
    }

    private void hold(ChannelDesired word, OrderVerdict.Hold hold, ChannelStatus status, boolean ours, CyclerDriver driver)
            throws SpoolException {
        if (!place.pauses()) {
            turnOff(word, new OrderVerdict.TurnOff("stopped, as the cycler cannot pause: " + hold.why(), true), status, ours, driver);
            return;
        }
        book.journal(journal -> journal.decided(word, OrderAnswer.ACCEPTED, hold.why()).holding(hold.why()));
        pending = Optional.empty();
    }

    private void turnOff(ChannelDesired word, OrderVerdict.TurnOff off, ChannelStatus status, boolean ours, CyclerDriver driver)
            throws SpoolException {
        boolean energised = status.state() instanceof DeviceState.Running || status.state() instanceof DeviceState.Paused;
        if (ours && energised) {
            // Before the journal: the word for off acts even where nothing can be written.
            stop(driver);
        }
        book.journal(journal -> {
            ChannelJournal obeyed = journal.decided(word, OrderAnswer.ACCEPTED, off.why());
            ChannelJournal decided = off.byFinding() ? obeyed.clearedByFinding() : obeyed.cleared();
            return decided.active() ? decided.stopping() : decided;
        });
        pending = Optional.empty();
    }

    private void begin(ChannelDesired word, RunOrder order, ChannelStatus status, boolean outputOff, Optional<String> foreign,
            CyclerDriver driver) throws IOException {
        if (!(tools.spool().health() instanceof SpoolHealth.Working)) {
            return;
        }
        Optional<String> hindrance = hindrance(status, outputOff, foreign);
        if (hindrance.isPresent()) {
            refuse(word, OrderAnswer.NOT_CONTROLLABLE, hindrance.get());
            return;
        }
        RunPlan plan;
        try {
            plan = tools.planner().plan(order, place.description());
        } catch (RefusedOrderException e) {
            refuse(word, e.answer(), e.getMessage());
            return;
        }
        book.journal(journal -> journal.decided(word, OrderAnswer.ACCEPTED, "").begins(order));
        pending = Optional.empty();
        startSentSecond = tools.steadySecond();
        switch (driver.start(plan.start())) {
            case StartAnswer.Started(DeviceJob job) -> book.journal(journal -> journal.running(job));
            case StartAnswer.Refused(String why) ->
                book.journal(journal -> journal.answered(OrderAnswer.REFUSED_BY_DEVICE, why).released());
            case StartAnswer.Unsure(String why) -> LOG.atWarn().addKeyValue("channelId", place.channelId())
                    .addKeyValue("runId", order.runId()).log("the answer to a start got lost: " + why);
        }
    }

    private Optional<String> hindrance(ChannelStatus status, boolean outputOff, Optional<String> foreign) {
        if (!place.control()) {
            return Optional.of("channel " + place.channelId() + " is only observed");
        }
        if (tripped().isPresent()) {
            return Optional.of("channel " + place.channelId() + " is tripped: " + tripped().get());
        }
        if (foreign.isPresent()) {
            return foreign;
        }
        if (!(status.state() instanceof DeviceState.Idle)) {
            return Optional.of("channel " + place.channelId() + " is not idle: " + status.state());
        }
        return outputOff
                ? Optional.empty()
                : Optional.of("channel " + place.channelId() + " is idle and carries " + status.currentAmpere() + " A");
    }

    /// The channel is idle and the device knows no job of the run that was to start: given up once it had time enough.
    void missed(UUID runId) throws SpoolException {
        double now = tools.steadySecond();
        if (Double.isNaN(startSentSecond)) {
            startSentSecond = now;
        }
        if (now - startSentSecond >= CONFIRM_SECOND) {
            String words = "the cycler was told to start run " + runId + " and does not run it";
            book.journal(journal -> journal.answered(OrderAnswer.REFUSED_BY_DEVICE, words).released());
            tools.metrics().refused(OrderAnswer.REFUSED_BY_DEVICE);
        }
    }
}
