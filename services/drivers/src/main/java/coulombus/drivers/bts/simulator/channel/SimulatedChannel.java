package coulombus.drivers.bts.simulator.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import coulombus.drivers.bts.simulator.step.StepProgram;

/// One channel: the cell on it, the test that runs, the tests that ran, and the truth about all of it. One thread owns it. Every call
/// says what time it is; times never go back.
public final class SimulatedChannel {
    /// An idle cell rests in such stretches.
    private static final long IDLE_REACH = 600;

    private final ChannelAddress address;
    private final ChannelRange range;
    private final RecordArchive archive;
    private final NoiseOfTest noiseOfTest;
    private final List<ChannelTest> tests = new ArrayList<>();
    private final List<StartAttempt> attempts = new ArrayList<>();
    private final List<FaultAgenda.Entry> waitingForTest = new ArrayList<>();
    private final FaultAgenda agenda = new FaultAgenda();
    private PowerStage power;
    private Disturbances disturbances;
    private TestExecutor executor;
    private long idleSinceTick;
    private boolean alarm;
    private boolean lit;
    private boolean outputClosed;

    /// @param noiseOfTest what the instrument adds
    public SimulatedChannel(ChannelAddress address, ChannelRange range, CellModel cell, RecordArchive archive,
            NoiseOfTest noiseOfTest) {
        this.address = address;
        this.range = range;
        this.archive = archive;
        this.noiseOfTest = noiseOfTest;
        this.power = new PowerStage(cell, range);
        this.disturbances = new Disturbances(power);
        power.off();
    }

    public ChannelAddress address() {
        return address;
    }

    /// What is mounted.
    public CellModel cell() {
        return power.cell();
    }

    /// Mounts another cell.
    ///
    /// @return false where a test runs
    public boolean mount(CellModel cell, long now) {
        catchUp(now);
        if (isOccupied()) {
            return false;
        }
        List<FaultHappened> before = disturbances.happened();
        power = new PowerStage(cell, range);
        disturbances = new Disturbances(power);
        disturbances.happened().addAll(before);
        power.off();
        idleSinceTick = now;
        return true;
    }

    /// Lets everything happen that is due.
    public void catchUp(long now) {
        if (isOccupied()) {
            executor.runTo(now);
            if (isOccupied()) {
                return;
            }
            ended();
        }
        rest(now);
    }

    private void ended() {
        idleSinceTick = executor.tick();
        alarm = executor.test().standing() == ChannelTest.Standing.PROTECTED;
    }

    /// An idle cell goes on living, in stretches that do not depend on who asks when.
    private void rest(long now) {
        while (true) {
            while (agenda.nextTick() <= idleSinceTick) {
                disturbances.happen(idleSinceTick, agenda.take().fault(), null, agenda);
            }
            long next = Math.min(idleSinceTick + IDLE_REACH, agenda.nextTick());
            if (next > now) {
                return;
            }
            power.advance(next - idleSinceTick);
            idleSinceTick = next;
        }
    }

    /// The machine's word for how it stands.
    public String state() {
        ChannelTest newest = newest();
        if (newest == null) {
            return "stop";
        }
        return switch (newest.standing()) {
            case WORKING -> "working";
            case PAUSED -> "pause";
            case FINISHED -> "finish";
            case STOPPED -> "stop";
            case PROTECTED -> alarm ? "protect" : "stop";
        };
    }

    /// True while a test works or pauses.
    public boolean isOccupied() {
        return executor != null && !executor.test().standing().isOver();
    }

    /// Begins a test.
    ///
    /// @param nextTestId gives the test's number; asked only where the test begins
    /// @return why it does not begin, empty where it does
    public Optional<String> start(StepProgram program, String stepFile, String barcode, long now, LongSupplier nextTestId) {
        catchUp(now);
        if (isOccupied()) {
            return refuse(stepFile, barcode, now, "the channel runs test " + executor.test().testId());
        }
        power.advance(now - idleSinceTick);
        idleSinceTick = now;
        long testId = nextTestId.getAsLong();
        ChannelTest test = new ChannelTest(testId, barcode, now, archive);
        tests.add(test);
        attempts.add(new StartAttempt(now, barcode, stepFile, testId, ""));
        waitingForTest.forEach(entry -> agenda.add(now + entry.tick(), entry.fault()));
        waitingForTest.clear();
        alarm = false;
        lit = false;
        executor = new TestExecutor(test, program, power, disturbances, agenda,
                noiseOfTest.noise(tests.size(), program.mostCurrentAmpere(range.mostCurrentAmpere())));
        return Optional.empty();
    }

    /// Notes that someone wanted to start a test and could not.
    public Optional<String> refuse(String stepFile, String barcode, long now, String why) {
        attempts.add(new StartAttempt(now, barcode, stepFile, 0, why));
        return Optional.of(why);
    }

    /// @return false where nothing runs; a tripped channel is set to stopped
    public boolean stop(long now) {
        catchUp(now);
        if (!isOccupied()) {
            return clearAlarm(now);
        }
        executor.runExactlyTo(now);
        if (isOccupied()) {
            executor.stop();
        }
        ended();
        return true;
    }

    /// True from a tripped limit until someone stops, clears or starts.
    public boolean isTripped() {
        return alarm;
    }

    /// Goes on from a pause.
    ///
    /// @return false where there is none
    public boolean resume(long now) {
        catchUp(now);
        if (!isOccupied() || executor.test().standing() != ChannelTest.Standing.PAUSED) {
            return false;
        }
        executor.runExactlyTo(now);
        executor.resume();
        return true;
    }

    /// Pauses now, where neither cycle nor step is named, else when they begin.
    ///
    /// @param cycleId -1 for the current one
    /// @param stepId  -1 for the current one
    /// @return false where nothing works
    public boolean pause(int cycleId, int stepId, long now) {
        catchUp(now);
        if (!isWorking()) {
            return false;
        }
        if (cycleId >= 0 || stepId >= 0) {
            executor.pauseAt(cycleId, stepId);
            return true;
        }
        executor.runExactlyTo(now);
        if (isWorking()) {
            executor.pause();
        }
        return true;
    }

    public boolean cancelPause(long now) {
        catchUp(now);
        return isOccupied() && executor.cancelPause();
    }

    /// True where a pause is scheduled.
    public boolean hasPauseAhead(long now) {
        catchUp(now);
        return isOccupied() && executor.hasPauseAhead();
    }

    /// Jumps to a step.
    ///
    /// @return false where nothing works or there is no such step
    public boolean goTo(int stepId, long now) {
        catchUp(now);
        if (!isWorking()) {
            return false;
        }
        executor.runExactlyTo(now);
        return isWorking() && executor.goTo(stepId);
    }

    /// Goes on by another step file.
    ///
    /// @return false where nothing runs, or the file does not go on from the step at hand
    public boolean replace(StepProgram program, long now) {
        catchUp(now);
        if (!isOccupied()) {
            return false;
        }
        executor.runExactlyTo(now);
        return isOccupied() && executor.replace(program);
    }

    /// True while a test works.
    public boolean isWorking() {
        return executor != null && executor.test().standing() == ChannelTest.Standing.WORKING;
    }

    /// Takes the alarm of a tripped limit away.
    ///
    /// @return false where there is none
    public boolean clearAlarm(long now) {
        catchUp(now);
        boolean was = alarm;
        alarm = false;
        return was;
    }

    /// @return false while a test runs
    public boolean light(boolean on, long now) {
        catchUp(now);
        if (isOccupied()) {
            return false;
        }
        lit = on;
        return true;
    }

    public boolean isLit() {
        return lit;
    }

    /// Switches the output's transistor by hand.
    ///
    /// @return false while a test runs
    public boolean closeOutput(boolean closed, long now) {
        catchUp(now);
        if (isOccupied()) {
            return false;
        }
        outputClosed = closed;
        return true;
    }

    public boolean isOutputClosed() {
        return outputClosed;
    }

    /// Lets a fault happen now.
    public void happenNow(ChannelFault fault, long now) {
        catchUp(now);
        if (isOccupied()) {
            executor.runExactlyTo(now);
        }
        agenda.add(now, fault);
        if (!isOccupied()) {
            power.advance(Math.max(0, now - idleSinceTick));
            idleSinceTick = now;
        }
        catchUp(now);
    }

    /// Lets a fault happen so many ticks after the begin of the test that runs or, where none does, of the next one. What is due
    /// already happens now.
    public void happenAt(long testTicks, ChannelFault fault, long now) {
        catchUp(now);
        if (isOccupied()) {
            long tick = executor.test().startTick() + testTicks;
            if (tick <= now) {
                happenNow(fault, now);
            } else {
                agenda.add(tick, fault);
            }
        } else {
            waitingForTest.add(new FaultAgenda.Entry(testTicks, fault));
        }
    }

    /// The newest test, or null.
    public ChannelTest newest() {
        return tests.isEmpty() ? null : tests.get(tests.size() - 1);
    }

    /// A test by its number, 0 for the newest; null where there is none.
    public ChannelTest test(long testId) {
        if (testId == 0) {
            return newest();
        }
        return tests.stream().filter(t -> t.testId() == testId).findFirst().orElse(null);
    }

    /// Oldest first.
    public List<ChannelTest> tests() {
        return tests;
    }

    public List<StartAttempt> attempts() {
        return attempts;
    }

    public List<FaultHappened> faults() {
        return disturbances.happened();
    }

    public List<EnergisedInterval> energised() {
        return tests.stream().map(t -> new EnergisedInterval(t.testId(), t.barcode(), t.startTick(), t.endTick(), t.standing())).toList();
    }

    /// What the channel shows now; changes nothing.
    public LatestValues latest(long now) {
        catchUp(now);
        if (!isOccupied()) {
            int code = executor == null ? LogRow.RUNNING : executor.lastCode();
            int cycle = isTripped() ? executor.cycleId() : 1;
            return new LatestValues(isTripped() ? executor.step().step.kind() : null, isTripped() ? executor.step().step.stepId() : 0,
                    cycle,
                    0, power.readVolt(), 0, 0, 0, 0, code);
        }
        StepProgress p = executor.step();
        boolean paused = executor.test().standing() == ChannelTest.Standing.PAUSED;
        long ahead = paused ? 0 : now - executor.tick();
        double volt = ahead > 0 && power.isCurrentHeld() ? power.readVoltAfter(ahead) : power.readVolt();
        double charge = Math.abs(power.readAmpere()) * ahead / StepProgress.HOUR_TICKS;
        long until = paused ? executor.pausedSinceTick() : now;
        return new LatestValues(p.step.kind(), p.step.stepId(), p.cycleId, power.readAmpere(), volt, p.capacityAh() + charge,
                p.energyWh() + charge * Math.abs(volt), executor.testTicks(until), until - p.baseTick, executor.lastCode());
    }
}
