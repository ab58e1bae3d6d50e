package coulombus.fleetapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import coulombus.core.assignment.ChannelReported;
import coulombus.core.cycle.Cycle;
import coulombus.core.detection.CellHealth;
import coulombus.core.detection.Finding;
import coulombus.core.halfcycle.HalfCycle;
import coulombus.core.measurement.DataQuality;
import coulombus.core.measurement.MeasurementBatch;
import coulombus.core.run.RunEnd;
import coulombus.core.run.RunFacts;

/// The fleet as it is known now: channels, their runs, results and traces, folded from events.
///
/// Events may come twice and in any order between topics: measurements count once by (run, seq), results stand under (run, number).
/// Memory is bounded by [ViewLimits].
///
/// Safe for any thread. One thread feeds, many ask; each call holds the lock for microseconds and answers with values of its own. The
/// lock is fair, so that a feed that catches up does not keep people waiting.
public final class FleetView {
    private static final int FORGOTTEN_RUNS_REMEMBERED = 100_000;

    private final ViewLimits limits;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Map<UUID, WatchedRun> runs = new LinkedHashMap<>();
    private final Map<String, WatchedChannel> channels = new TreeMap<>(ChannelOrder.NATURAL);
    private final Map<UUID, Boolean> forgotten = new LinkedHashMap<>();
    private long version;
    private long measurementCount;
    private long duplicateCount;

    public FleetView(ViewLimits limits) {
        this.limits = limits;
    }

    /// A run began. `at` is the broker's time, as in all that follows.
    public void on(RunFacts facts, Instant at) {
        change(facts.channelId(), facts.runId(), run -> run.on(facts), Change.OF_RUN);
    }

    /// A summary of a run, which outlives the run's own story in the topics: it tells the facts, and the end where there is one.
    public void on(RunFacts facts, Optional<RunEnd> end) {
        change(facts.channelId(), facts.runId(), run -> {
            run.on(facts);
            end.ifPresent(run::on);
        }, Change.OF_RUN);
    }

    /// Measurements came; those that came before are left out. The batch is not kept.
    public void on(String channelId, UUID runId, MeasurementBatch batch, Instant at) {
        change(channelId, runId, run -> {
            int fresh = run.on(batch, at);
            measurementCount += fresh;
            duplicateCount += batch.size() - fresh;
        }, Change.MEASUREMENTS);
    }

    public void on(String channelId, UUID runId, RunEnd end) {
        change(channelId, runId, run -> run.on(end), Change.RESULT);
    }

    public void on(String channelId, UUID runId, HalfCycle halfCycle) {
        change(channelId, runId, run -> run.on(halfCycle), Change.RESULT);
    }

    public void on(String channelId, UUID runId, Cycle cycle) {
        change(channelId, runId, run -> run.on(cycle), Change.RESULT);
    }

    public void on(String channelId, UUID runId, Finding finding) {
        change(channelId, runId, run -> run.on(finding), Change.RESULT);
    }

    public void on(String channelId, UUID runId, CellHealth health) {
        change(channelId, runId, run -> run.on(health), Change.RESULT);
    }

    public void on(String channelId, UUID runId, DataQuality event) {
        change(channelId, runId, run -> run.on(event), Change.RESULT);
    }

    /// An agent's word for a channel, with or without a run.
    public void on(ChannelReported reported) {
        locked(() -> {
            WatchedChannel channel = channelOf(reported.channelId());
            channel.reported = reported;
            channel.changed(++version, true);
            return null;
        });
    }

    /// What an event is to a channel: its run's own story, measurements of it, or a result that may come late.
    private enum Change {
        OF_RUN, MEASUREMENTS, RESULT
    }

    private WatchedChannel channelOf(String channelId) {
        WatchedChannel known = channels.get(channelId);
        if (known != null) {
            return known;
        }
        WatchedChannel channel = new WatchedChannel(channels.size());
        channels.put(channelId, channel);
        return channel;
    }

    private void change(String channelId, UUID runId, Consumer<WatchedRun> event, Change change) {
        locked(() -> {
            if (forgotten.containsKey(runId)) {
                return null;
            }
            WatchedRun run = runs.get(runId);
            boolean facts = change != Change.MEASUREMENTS || run == null;
            if (run == null) {
                run = new WatchedRun(runId, channelId, limits);
                runs.put(runId, run);
                channelOf(channelId).runs.add(run);
                forgetOldRuns();
            }
            event.accept(run);
            version++;
            run.changed(version);
            WatchedChannel channel = channels.get(run.channelId());
            if (change != Change.RESULT) {
                facts |= channel.latest(run);
            }
            channel.changed(version, facts);
            return null;
        });
    }

    private void forgetOldRuns() {
        Iterator<WatchedRun> oldestFirst = runs.values().iterator();
        while (runs.size() > limits.runs() && oldestFirst.hasNext()) {
            WatchedRun run = oldestFirst.next();
            if (run.hasEnded()) {
                oldestFirst.remove();
                channels.get(run.channelId()).runs.remove(run);
                forgotten.put(run.runId(), true);
            }
        }
        while (forgotten.size() > FORGOTTEN_RUNS_REMEMBERED) {
            forgotten.remove(forgotten.keySet().iterator().next());
        }
    }

    /// Rises with every change.
    public long version() {
        return locked(() -> version);
    }

    /// Measurements counted, each once.
    public long measurementCount() {
        return locked(() -> measurementCount);
    }

    /// Measurements that came again and were left out.
    public long duplicateCount() {
        return locked(() -> duplicateCount);
    }

    public int channelCount() {
        return locked(channels::size);
    }

    public int runCount() {
        return locked(runs::size);
    }

    /// Channels that changed after `version`, in the order of their ids (numbers inside ids count as numbers); 0 for all.
    List<ChannelSummary> channelsChangedAfter(long version) {
        return locked(() -> {
            List<ChannelSummary> changed = new ArrayList<>();
            for (Map.Entry<String, WatchedChannel> channel : channels.entrySet()) {
                if (channel.getValue().version > version) {
                    changed.add(channel.getValue().summary(channel.getKey()));
                }
            }
            return changed;
        });
    }

    Optional<ChannelSummary> channel(String channelId) {
        return locked(() -> Optional.ofNullable(channels.get(channelId)).map(channel -> channel.summary(channelId)));
    }

    /// Runs, newest first; of one channel where `channelId` is not null.
    List<RunSummary> runs(String channelId) {
        return locked(() -> {
            List<RunSummary> found = new ArrayList<>();
            for (WatchedRun run : runs.values()) {
                if (channelId == null || channelId.equals(run.channelId())) {
                    found.add(run.summary());
                }
            }
            Collections.reverse(found);
            return found;
        });
    }

    Optional<RunSummary> run(UUID runId) {
        return ofRun(runId, WatchedRun::summary);
    }

    /// Half-cycles of a run with numbers above `after`.
    Optional<List<HalfCycle>> halfCycles(UUID runId, int after) {
        return ofRun(runId, run -> run.halfCycles(after));
    }

    /// Cycles of a run with numbers above `after`; -1 for all, because 0 is the half-cycle before the first pair.
    Optional<List<Cycle>> cycles(UUID runId, int after) {
        return ofRun(runId, run -> run.cycles(after));
    }

    /// Voltage profiles of a run's half-cycles, as far as they are held.
    Optional<HeldProfiles.Snapshot> profiles(UUID runId) {
        return ofRun(runId, WatchedRun::profiles);
    }

    Optional<List<Finding>> findings(UUID runId) {
        return ofRun(runId, WatchedRun::findings);
    }

    Optional<List<DataQuality>> dataQuality(UUID runId) {
        return ofRun(runId, WatchedRun::dataQuality);
    }

    /// See [VoltageCurrentTrace#window].
    Optional<TraceWindow> trace(UUID runId, double fromSecond, double toSecond, int points) {
        return ofRun(runId, run -> run.trace(fromSecond, toSecond, points));
    }

    private <T> Optional<T> ofRun(UUID runId, Function<WatchedRun, T> question) {
        return locked(() -> Optional.ofNullable(runs.get(runId)).map(question));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// Runs of one channel in the order in which they were first heard of, and which of them is on it now.
    private static final class WatchedChannel {
        private final List<WatchedRun> runs = new ArrayList<>();
        private final int number;
        private WatchedRun latest;
        private long version;
        private long factsVersion;
        private ChannelReported reported;

        WatchedChannel(int number) {
            this.number = number;
        }

        void changed(long version, boolean facts) {
            this.version = version;
            factsVersion = facts ? version : factsVersion;
        }

        /// A run speaks for the channel when it is the last one whose story moved forward; an old run read again does not count.
        /// Answers whether another run speaks now.
        boolean latest(WatchedRun run) {
            if (run != latest && (latest == null || !run.hasEnded() || latest.hasEnded())) {
                latest = run;
                return true;
            }
            return false;
        }

        ChannelSummary summary(String channelId) {
            WatchedRun shown = latest != null && runs.contains(latest) ? latest : runs.isEmpty() ? null : runs.get(runs.size() - 1);
            return new ChannelSummary(channelId, number, Optional.ofNullable(shown).map(WatchedRun::summary), runs.size(), version,
                    factsVersion, Optional.ofNullable(reported));
        }
    }
}
