package coulombus.channelagent;

import java.util.Optional;
import java.util.function.UnaryOperator;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.Spool;
import coulombus.channelagent.spool.SpoolException;

/// A channel's journal and reading place, in memory as they stand in the spool. Where the spool had to be opened anew after a failure,
/// what stands there counts. One thread owns it.
final class ChannelBook {
    private static final String JOURNAL = "journal";
    private static final String FOLLOWED = "followed";
    private static final String SEEN = "seen";

    private final Spool spool;
    private final ChannelSpool channel;
    private long incarnation;
    private ChannelJournal journal = ChannelJournal.EMPTY;
    private Optional<FollowState> followed = Optional.empty();
    private Optional<String> seenJob = Optional.empty();

    ChannelBook(Spool spool, String channelId) throws SpoolException {
        this.spool = spool;
        this.channel = spool.channel(channelId);
        load();
    }

    /// Reads anew where the spool was opened anew since; answers true then: readers must go back to what stands here.
    boolean refresh() throws SpoolException {
        if (incarnation == spool.incarnation()) {
            return false;
        }
        load();
        return true;
    }

    private void load() throws SpoolException {
        incarnation = spool.incarnation();
        journal = channel.kept(JOURNAL).map(KeptForm::journalOf).orElse(ChannelJournal.EMPTY);
        followed = channel.kept(FOLLOWED).map(KeptForm::followStateOf);
        seenJob = channel.kept(SEEN).map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
    }

    ChannelSpool spool() {
        return channel;
    }

    ChannelJournal journal() {
        return journal;
    }

    /// How far the job that is or was followed last is.
    Optional<FollowState> followed() {
        return followed;
    }

    /// The device's job that was there when the channel was first seen in observe mode, or was followed last.
    Optional<String> seenJob() {
        return seenJob;
    }

    /// Changes the journal, forced onto the disk before this answers.
    void journal(UnaryOperator<ChannelJournal> change) throws SpoolException {
        ChannelJournal next = change.apply(journal);
        if (next.equals(journal)) {
            return;
        }
        try (ChannelSpool.Change write = channel.change()) {
            write.keep(JOURNAL, KeptForm.bytesOf(next)).commitNow();
        }
        journal = next;
    }

    void seen(String jobId) throws SpoolException {
        try (ChannelSpool.Change write = channel.change()) {
            write.keep(SEEN, jobId.getBytes(java.nio.charset.StandardCharsets.UTF_8)).commitNow();
        }
        seenJob = Optional.of(jobId);
    }

    /// Commits records of the story together with how far the job was read by them.
    ///
    /// @param forced true to force it onto the disk before this answers
    void commit(ChannelSpool.Change records, FollowState next, boolean forced) throws SpoolException {
        records.keep(FOLLOWED, KeptForm.bytesOf(next));
        if (forced) {
            records.commitNow();
        } else {
            records.commit();
        }
        followed = Optional.of(next);
    }

    /// The same with a change of the journal in one.
    void commit(ChannelSpool.Change records, FollowState next, UnaryOperator<ChannelJournal> change) throws SpoolException {
        ChannelJournal changed = change.apply(journal);
        records.keep(JOURNAL, KeptForm.bytesOf(changed));
        commit(records, next, true);
        journal = changed;
    }
}
