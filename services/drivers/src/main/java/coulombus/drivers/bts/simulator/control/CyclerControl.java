package coulombus.drivers.bts.simulator.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import coulombus.drivers.bts.simulator.channel.ChannelAddress;
import coulombus.drivers.bts.simulator.channel.ChannelTest;
import coulombus.drivers.bts.simulator.channel.SimulatedChannel;
import coulombus.drivers.bts.simulator.channel.TestRecords;
import coulombus.drivers.bts.simulator.machine.CellCatalogue;
import coulombus.drivers.bts.simulator.machine.Machine;
import coulombus.drivers.bts.simulator.machine.MachineBuilder;
import coulombus.drivers.bts.simulator.machine.MachineThread;
import coulombus.drivers.bts.simulator.machine.Speed;
import coulombus.drivers.bts.simulator.machine.VirtualClock;
import coulombus.drivers.bts.simulator.wire.BtsServer;

/// Orders to a simulated cycler, and questions about the truth. From any thread but the machine's own; calls wait for the machine.
public final class CyclerControl {
    private static final String SOURCE = "SIMULATED";
    private static final int MOST_RECORDS = 10_000;

    private final MachineThread machine;
    private final BtsServer server;
    private final long seed;

    public CyclerControl(MachineThread machine, BtsServer server, long seed) {
        this.machine = machine;
        this.server = server;
        this.seed = seed;
    }

    /// How the machine stands.
    ///
    /// @param now      its date
    /// @param uptimeSecond its own time since it was switched on
    /// @param occupied channels whose test works or pauses
    /// @param records  written since it was switched on
    public record Status(String source, Instant now, double uptimeSecond, String speed, int channels, int occupied, long records) {}

    public Status status() {
        Speed speed = machine.speed();
        return machine.get(m -> {
            int occupied = (int) m.channels().stream().filter(SimulatedChannel::isOccupied).count();
            return new Status(SOURCE, m.clock().instantAt(m.now()), m.now() / 10.0, speed.toString(), m.channels().size(), occupied,
                    m.recordCount());
        });
    }

    /// Addresses of all channels.
    public List<String> channels() {
        return machine.get(m -> m.channels().stream().map(c -> c.address().toString()).toList());
    }

    public void setSpeed(Speed speed) {
        machine.setSpeed(speed);
    }

    /// Lets so much time go by at once.
    public void advance(double seconds) {
        machine.advance(seconds);
    }

    /// Mounts a fresh cell.
    ///
    /// @param set     one of [CellCatalogue#names()]
    /// @param ownSeed null for the channel's own, made of the fleet's seed
    /// @throws IllegalArgumentException where there is no such cell or channel
    /// @throws IllegalStateException    where a test runs there
    public void mount(String channel, String set, Long ownSeed) {
        on(channel, (m, c) -> {
            long cellSeed = ownSeed == null ? MachineBuilder.seedOf(seed, c.address()) : ownSeed;
            if (!c.mount(CellCatalogue.cell(set, cellSeed), m.now())) {
                throw new IllegalStateException("channel " + channel + " runs test " + c.newest().testId() + "; stop it first");
            }
            return null;
        });
    }

    /// Lets a fault happen: now, or so long after the begin of the test that runs or, where none does, of the next one.
    public void fault(String channel, FaultOrder order) {
        on(channel, (m, c) -> {
            if (order.atTestSecond() == null) {
                c.happenNow(order.toFault(), m.now());
            } else {
                c.happenAt(Math.round(order.atTestSecond() * VirtualClock.TICKS_PER_SECOND), order.toFault(), m.now());
            }
            return null;
        });
    }

    /// Ends all connections of the protocol and takes none for a while. Tests go on, as they do in a real machine.
    ///
    /// @param rollOver true where the numbers of tests begin with 1 again, as after a new database
    /// @return done when it listens again
    public CompletableFuture<Void> restart(long downMillis, boolean rollOver) {
        if (rollOver) {
            machine.get(m -> {
                m.rollOverTestNumbers();
                return null;
            });
        }
        return server.restart(downMillis).toCompletionStage().toCompletableFuture();
    }

    /// What really happened on a channel.
    public ChannelTruth truth(String channel) {
        return on(channel, CyclerControl::truth);
    }

    /// What really happened on all of them.
    public List<ChannelTruth> truth() {
        return machine.get(m -> m.channels().stream().map(c -> truth(m, c)).toList());
    }

    private static ChannelTruth truth(Machine m, SimulatedChannel c) {
        c.catchUp(m.now());
        Function<Long, Instant> at = tick -> tick == Long.MAX_VALUE ? null : m.clock().instantAt(tick);
        List<ChannelTruth.Test> tests = c.tests().stream().map(t -> new ChannelTruth.Test(t.testId(), t.barcode(), at.apply(t.startTick()),
                at.apply(t.endTick()), t.standing().name(), t.records().size(), t.records().lastNumber(), t.steps().size())).toList();
        return new ChannelTruth(c.address().toString(), SOURCE, c.cell().describe(), c.state(), tests,
                c.attempts().stream().filter(a -> a.testId() == 0)
                        .map(a -> new ChannelTruth.RefusedStart(at.apply(a.tick()), a.barcode(), a.stepFile(), a.refused())).toList(),
                c.faults().stream()
                        .map(f -> new ChannelTruth.Fault(f.word(), f.details(), at.apply(f.tick()), f.testId(), f.refused())).toList());
    }

    /// Records of a test as they were written, oldest first.
    ///
    /// @param testId 0 for the newest
    /// @param from   number of the first one wanted
    /// @param count  at most 10,000
    public List<RecordTruth> records(String channel, long testId, int from, int count) {
        return on(channel, (m, c) -> {
            c.catchUp(m.now());
            ChannelTest test = c.test(testId);
            if (test == null) {
                throw new IllegalArgumentException("channel " + channel + " has no test " + testId);
            }
            List<RecordTruth> found = new ArrayList<>();
            TestRecords.Reader r = test.records().reader(test.records().rowOf(from));
            while (found.size() < Math.min(count, MOST_RECORDS) && r.next()) {
                found.add(new RecordTruth(r.number(), r.stepId(), r.cycleId(), r.stepIndex(), r.kind().code(), r.stepTicks() / 10.0,
                        m.clock().instantAt(r.tick()), r.voltageVolt(), r.currentAmpere(), r.capacityAh(), r.energyWh()));
            }
            return found;
        });
    }

    private interface OnChannel<T> {
        T answer(Machine machine, SimulatedChannel channel);
    }

    private <T> T on(String channel, OnChannel<T> question) {
        ChannelAddress address = ChannelAddress.parse(channel);
        return machine.get(m -> {
            SimulatedChannel c = m.channel(address);
            if (c == null) {
                throw new IllegalArgumentException("there is no channel " + channel);
            }
            return question.answer(m, c);
        });
    }
}
