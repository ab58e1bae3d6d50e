package coulombus.channelagent;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import coulombus.channelagent.spool.ChannelSpool;
import coulombus.channelagent.spool.StoryRecord;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.DataQualityKind;
import coulombus.core.measurement.InstrumentFacts;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;
import coulombus.drivers.CyclerDriver;
import coulombus.drivers.DeviceJob;
import coulombus.drivers.JobReader;
import coulombus.drivers.RunReader.Reading;
import coulombus.runtime.codec.MeasurementCodec;
import coulombus.runtime.codec.RunEnding;

/// One run as it is read from its device into the spool: its start once, its measurements, its end, each with the place up to which the
/// device was read in the same write. Whatever fails, reading goes on from that place.
///
/// One thread owns it.
final class FollowedRun implements AutoCloseable {
    private final ChannelBook book;
    private final AgentTools tools;
    private final UUID runId;
    private final DeviceJob job;
    private final String channelId;
    private final Function<InstrumentFacts, RunFacts> factsOf;
    private final Function<RunFacts, RunWatch> watchOf;
    private final MeasurementCodec codec = new MeasurementCodec();
    private final Map<DataQualityKind, DataQuality> told = new EnumMap<>(DataQualityKind.class);
    private JobReader reader;
    private RunWatch watch;

    /// What one reading brought.
    sealed interface Progress {
        record Measured(int count) implements Progress {}

        record Nothing() implements Progress {}

        /// The device has no more; the end is not told yet.
        record Finished(RunEnd why) implements Progress {}
    }

    FollowedRun(ChannelBook book, AgentTools tools, UUID runId, DeviceJob job, Function<InstrumentFacts, RunFacts> factsOf,
            Function<RunFacts, RunWatch> watchOf) {
        this.book = book;
        this.tools = tools;
        this.runId = runId;
        this.job = job;
        this.channelId = book.spool().channelId();
        this.factsOf = factsOf;
        this.watchOf = watchOf;
    }

    DeviceJob job() {
        return job;
    }

    UUID runId() {
        return runId;
    }

    long lastSeq() {
        return state().lastSeq();
    }

    private FollowState state() {
        return book.followed().filter(known -> known.runId().equals(runId) && known.job().equals(job))
                .orElseGet(() -> FollowState.of(runId, job));
    }

    /// Takes the next page: dangers are told first, then it goes into the spool.
    ///
    /// @throws IOException where device or spool fail; the next call begins at what stands in the spool
    Progress read(CyclerDriver driver, MeasurementBatch batch, int limit, java.util.function.Consumer<RunWatch.Danger> alarm)
            throws IOException {
        boolean done = false;
        try {
            open(driver);
            Progress progress = switch (reader.read(batch, limit)) {
                case Reading.Measured measured -> {
                    watch.onMeasurements(batch).ifPresent(alarm);
                    append(batch);
                    tell(false);
                    yield new Progress.Measured(measured.count());
                }
                case Reading.Waiting waiting -> new Progress.Nothing();
                case Reading.Ended ended -> {
                    tell(true);
                    yield new Progress.Finished(ended.why());
                }
            };
            done = true;
            return progress;
        } finally {
            if (!done) {
                dropReader();
            }
        }
    }

    private void open(CyclerDriver driver) throws IOException {
        if (reader != null) {
            return;
        }
        reader = driver.open(channelId, job, state().position());
        RunFacts facts = factsOf.apply(reader.instrument());
        if (watch == null) {
            watch = watchOf.apply(facts);
        }
        if (!state().started()) {
            try (ChannelSpool.Change change = book.spool().change()) {
                change.append(new StoryRecord(runId, 0, 0, tools.clock().millis(), codec.encodeStarted(facts)));
                book.commit(change, state().hasStarted(), true);
            }
        }
    }

    private void append(MeasurementBatch batch) throws IOException {
        long last = batch.seq(batch.size() - 1);
        try (ChannelSpool.Change change = book.spool().change()) {
            change.append(new StoryRecord(runId, batch.firstSeq(), last, tools.clock().millis(),
                    codec.encodeBatch(runId, batch, 0, batch.size())));
            book.commit(change, state().at(reader.position()), false);
        }
        tools.metrics().spooled(batch.size());
    }

    /// Tells the end of the story, together with a change of the journal.
    void end(RunEnd why, UnaryOperator<ChannelJournal> change) throws IOException {
        FollowState state = state();
        try (ChannelSpool.Change write = book.spool().change()) {
            if (state.started()) {
                write.append(new StoryRecord(runId, 0, 0, tools.clock().millis(),
                        codec.encodeEnded(new RunEnding(runId, why, state.lastSeq()))));
            }
            book.commit(write, state.hasEnded(), change);
        }
        dropReader();
    }

    /// Tells what is new: a kind when it is first found, and at the end how often each was.
    private void tell(boolean atEnd) {
        for (DataQuality found : reader.dataQuality()) {
            DataQuality before = told.get(found.kind());
            if (before == null || atEnd && before.count() != found.count()) {
                told.put(found.kind(), found);
                tools.outbox().dataQuality(channelId, runId, found);
            }
        }
    }

    /// Lets go of the device's measurements; the next reading opens them anew from what stands in the spool.
    void dropReader() throws IOException {
        if (reader != null) {
            JobReader old = reader;
            reader = null;
            old.close();
        }
    }

    @Override
    public void close() throws IOException {
        dropReader();
    }
}
