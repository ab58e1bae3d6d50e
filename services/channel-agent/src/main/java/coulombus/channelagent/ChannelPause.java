package coulombus.channelagent;

import java.io.IOException;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import coulombus.channelagent.spool.SpoolException;
import coulombus.drivers.ChannelStatus;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceState;

/// Holds the run of one channel when its next step begins, and lets it go on. A poll shows that a step began, so the hold comes up to one poll
/// after; what was asked for stands in the journal before anything is sent, and is repeated at every poll until the device shows it.
///
/// One thread owns it.
final class ChannelPause {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelPause.class);
    /// Refusals in a row after which the cycler is taken for one that cannot pause.
    private static final int MOST_REFUSALS = 3;

    private final ChannelPlace place;
    private final ChannelBook book;
    private String lastStep = "";
    private String stepOfRequest = "";
    private Optional<String> due = Optional.empty();
    private int refusals;

    ChannelPause(ChannelPlace place, ChannelBook book) {
        this.place = place;
        this.book = book;
    }

    /// Asks for a hold by the agent itself. Where it cannot be written yet it is at a later poll.
    void hold(String why) {
        if (isHeldOrToBe()) {
            return;
        }
        stepOfRequest = lastStep;
        due = Optional.of(why);
        try {
            writeDue();
        } catch (SpoolException e) {
            LOG.atError().addKeyValue("channelId", place.channelId()).setCause(e).log("a pause could not be written yet");
        }
    }

    private boolean isHeldOrToBe() {
        return due.isPresent() || book.journal().goingRun().flatMap(JournalRun::hold).filter(hold -> !hold.ends()).isPresent();
    }

    private void writeDue() throws SpoolException {
        if (due.isPresent()) {
            String why = due.get();
            book.journal(journal -> journal.holding(why));
            due = Optional.empty();
        }
    }

    /// Acts on what a poll saw.
    ///
    /// @param ours true where the device's job is the run of the journal
    /// @return why the run must be stopped as the cycler does not pause it; empty as a rule
    Optional<String> on(ChannelStatus status, boolean ours, CyclerDriver driver) throws SpoolException {
        writeDue();
        Optional<JournalRun.Hold> hold = ours ? book.journal().goingRun().flatMap(JournalRun::hold) : Optional.empty();
        boolean running = status.state() instanceof DeviceState.Running;
        boolean paused = status.state() instanceof DeviceState.Paused;
        if (hold.isEmpty()) {
            stepOfRequest = "";
            refusals = 0;
        } else if (hold.get().ends()) {
            stepOfRequest = "";
            if (running) {
                book.journal(ChannelJournal::resumed);
            } else if (paused) {
                resume(driver);
            }
        } else if (paused) {
            stepOfRequest = "";
            refusals = 0;
        } else if (running) {
            return hold(status.step(), hold.get().why(), driver);
        }
        lastStep = running ? status.step() : "";
        return Optional.empty();
    }

    private Optional<String> hold(String step, String why, CyclerDriver driver) {
        String before = stepOfRequest.isEmpty() ? lastStep : stepOfRequest;
        lastStep = step;
        if (before.isEmpty() || before.equals(step)) {
            stepOfRequest = step;
            return Optional.empty();
        }
        stepOfRequest = before;
        try {
            if (driver.pause(place.channelId())) {
                LOG.atInfo().addKeyValue("channelId", place.channelId()).addKeyValue("step", step).log("paused: " + why);
            } else if (++refusals >= MOST_REFUSALS) {
                return Optional.of("the cycler refused to pause " + refusals + " times; " + why);
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("channelId", place.channelId()).setCause(e).log("a pause could not be sent; it is sent again");
        }
        return Optional.empty();
    }

    private void resume(CyclerDriver driver) {
        try {
            if (!driver.resume(place.channelId())) {
                LOG.atWarn().addKeyValue("channelId", place.channelId()).log("the cycler did not go on; it is told so again");
            }
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("channelId", place.channelId()).setCause(e).log("a word to go on could not be sent; it is sent again");
        }
    }

    /// The pause in words, empty where none is asked for.
    Optional<String> inWords(boolean paused) {
        return book.journal().goingRun().flatMap(JournalRun::hold).map(hold -> hold.ends()
                ? "goes on"
                : (paused ? "paused: " : "to be paused when the next step begins: ") + hold.why());
    }
}
