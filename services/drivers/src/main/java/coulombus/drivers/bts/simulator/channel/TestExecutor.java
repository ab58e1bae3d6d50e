package coulombus.drivers.bts.simulator.channel;

import java.util.HashMap;
import java.util.Map;

import coulombus.drivers.bts.simulator.step.ProgramStep;
import coulombus.drivers.bts.simulator.step.ProtectLimits;
import coulombus.drivers.bts.simulator.step.StepKind;
import coulombus.drivers.bts.simulator.step.StepProgram;

/// Executes one test from event to event: the next point of the time grid, a change of voltage or current that is to be recorded, a
/// limit, the step's end, a fault. What happens is a function of the program, the cell and the ticks of orders; into how many calls
/// time is cut changes nothing. One thread owns it.
final class TestExecutor {
    /// Longest stretch foreseen at once, 10 s, where the cell itself foresees so much.
    private static final long LONGEST_REACH = 100;
    /// While the current follows the cell.
    private static final long REACH_AT_HELD_VOLTAGE = 5;

    private final ChannelTest test;
    private final PowerStage power;
    private final Disturbances disturbances;
    private final FaultAgenda agenda;
    private final PointWriter points;
    private final Map<Integer, Long> passesOfLoop = new HashMap<>();
    private StepProgram program;
    private int place;
    private StepProgress step;
    private int stepsExecuted;
    private int cycleId = 1;
    private long tick;
    private long pausedTicks;
    private long pausedSinceTick;
    private long reach = 1;
    private long protectSinceTick = -1;
    private ScheduledPause scheduledPause;
    private int lastCode = LogRow.RUNNING;

    /// @param cycleId -1 for any
    /// @param stepId  -1 for any
    private record ScheduledPause(int cycleId, int stepId) {}

    /// Begins the test: its first point is written.
    TestExecutor(ChannelTest test, StepProgram program, PowerStage power, Disturbances disturbances, FaultAgenda agenda,
            ReadingNoise noise) {
        this.test = test;
        this.program = program;
        this.power = power;
        this.disturbances = disturbances;
        this.agenda = agenda;
        this.points = new PointWriter(test.records(), power, disturbances, noise);
        this.tick = test.startTick();
        power.setOffset(noise.offsetAmpere());
        test.records().setClock(disturbances.clockMillis());
        test.log(1, LogRow.TEST_STARTED, tick);
        enter(program.startPlace());
    }

    ChannelTest test() {
        return test;
    }

    StepProgress step() {
        return step;
    }

    PowerStage power() {
        return power;
    }

    long tick() {
        return tick;
    }

    int cycleId() {
        return cycleId;
    }

    long pausedSinceTick() {
        return pausedSinceTick;
    }

    int lastCode() {
        return lastCode;
    }

    /// Ticks of the test without its pauses.
    long testTicks(long now) {
        return now - test.startTick() - pausedTicks;
    }

    /// Lets everything happen that is due.
    void runTo(long target) {
        while (test.standing() == ChannelTest.Standing.WORKING && event(target, false)) {
            // The next one.
        }
        if (test.standing() == ChannelTest.Standing.PAUSED) {
            rest(target);
        }
    }

    /// As [#runTo], and stands at this tick exactly, to do something there.
    void runExactlyTo(long target) {
        while (test.standing() == ChannelTest.Standing.WORKING && event(target, true)) {
            // The next one.
        }
        if (test.standing() == ChannelTest.Standing.PAUSED) {
            rest(target);
            power.advance(target - tick);
            tick = target;
        }
    }

    /// A pause: the cell rests in stretches of the longest reach, and faults happen.
    private void rest(long target) {
        while (true) {
            happen();
            long next = Math.min(tick + LONGEST_REACH, agenda.nextTick());
            if (next > target) {
                return;
            }
            power.advance(next - tick);
            tick = next;
        }
    }

    private void happen() {
        while (agenda.nextTick() <= tick) {
            disturbances.happen(tick, agenda.take().fault(), test, agenda);
            reach = 1;
        }
    }

    private boolean event(long target, boolean exact) {
        if (agenda.nextTick() <= tick) {
            happen();
        }
        StepProgress p = step;
        long next = Math.min(Math.min(p.nextGridTick, p.endTick), Math.min(agenda.nextTick(), tick + stretch()));
        if (next > target) {
            if (!exact || target == tick) {
                return false;
            }
            next = target;
        }
        long ticks = next - tick;
        if (ticks > 1 && power.isCurrentHeld() && foreseen(p, ticks) != 0) {
            ticks = firstWithTrigger(p, ticks);
        }
        double volt = power.readVolt();
        double ampere = power.readAmpere();
        power.advance(ticks);
        tick += ticks;
        p.pass(ticks, ampere, 0.5 * (volt + power.readVolt()));
        act(p, Triggers.of(p, power.readVolt(), power.readAmpere(), p.capacityAh(), power.isCurrentHeld()));
        long longest = power.isCurrentHeld() || power.isAtLimit() ? LONGEST_REACH : REACH_AT_HELD_VOLTAGE;
        reach = protectSinceTick >= 0 ? 1 : Math.min(2 * ticks, longest);
        return true;
    }

    /// No longer than the cell is foreseen: else a limit that is passed by what a leak does would be found only at the end of it.
    private long stretch() {
        return reach == 1 ? 1 : Math.min(reach, power.foreseenTicks());
    }

    private int foreseen(StepProgress p, long ticks) {
        double ampere = power.readAmpere();
        return Triggers.of(p, power.readVoltAfter(ticks), ampere, p.capacityAfter(ticks, ampere), true);
    }

    /// By bisection, to the tick.
    private long firstWithTrigger(StepProgress p, long ticks) {
        long without = 0;
        long with = ticks;
        while (with - without > 1) {
            long middle = without + with >>> 1;
            if (foreseen(p, middle) != 0) {
                with = middle;
            } else {
                without = middle;
            }
        }
        return with;
    }

    private void act(StepProgress p, int triggers) {
        if ((triggers & Triggers.PROTECT) != 0) {
            protectSinceTick = protectSinceTick < 0 ? tick : protectSinceTick;
            if (tick - protectSinceTick >= p.step.protect().delayTicks()) {
                trip(p);
                return;
            }
        } else {
            protectSinceTick = -1;
        }
        int reason = (triggers & Triggers.STOP_VOLTAGE) != 0
                ? LogRow.BY_VOLTAGE
                : (triggers & Triggers.STOP_CURRENT) != 0 ? LogRow.BY_CURRENT : tick == p.endTick ? LogRow.BY_TIME : 0;
        boolean write = reason != 0;
        if (tick == p.nextGridTick) {
            p.nextGridTick = StepProgress.after(tick, p.step.record().timeTicks());
            write = true;
        }
        if ((triggers & Triggers.VOLTAGE_CHANGE) != 0) {
            p.voltageReferenceVolt = power.readVolt();
            write = true;
        }
        if ((triggers & Triggers.CURRENT_CHANGE) != 0) {
            p.currentReferenceAmpere = power.readAmpere();
            write = true;
        }
        if (write) {
            write(p);
        }
        if (reason != 0) {
            end(p, reason);
            enter(place + 1);
        }
    }

    private void write(StepProgress p) {
        points.write(p, tick);
    }

    /// Goes through loops to the next step that takes time, or to the end.
    private void enter(int from) {
        place = from;
        while (true) {
            switch (program.at(place)) {
                case ProgramStep.End end -> {
                    over(ChannelTest.Standing.FINISHED, LogRow.TEST_ENDED);
                    return;
                }
                case ProgramStep.Loop loop -> {
                    long passes = passesOfLoop.merge(loop.stepId(), 1L, Long::sum);
                    if (passes < loop.passes()) {
                        cycleId++;
                        place = program.placeOf(loop.startStepId());
                    } else {
                        passesOfLoop.remove(loop.stepId());
                        place++;
                    }
                }
                case ProgramStep.Work work -> {
                    begin(work);
                    return;
                }
            }
        }
    }

    private void begin(ProgramStep.Work work) {
        step = new StepProgress(work, ++stepsExecuted, cycleId, tick);
        reach = 1;
        protectSinceTick = -1;
        lastCode = LogRow.RUNNING;
        power.begin(work);
        step.voltageReferenceVolt = power.readVolt();
        step.currentReferenceAmpere = power.readAmpere();
        test.records().beginStep(work.kind(), work.stepId(), cycleId, stepsExecuted, tick);
        test.log(test.records().nextNumber() + 1, LogRow.STEP_STARTED, tick);
        write(step);
        if (work.kind() == StepKind.PAUSE || isPauseDue()) {
            pause();
        }
    }

    private boolean isPauseDue() {
        return scheduledPause != null && (scheduledPause.cycleId() < 0 || scheduledPause.cycleId() == cycleId)
                && (scheduledPause.stepId() < 0 || scheduledPause.stepId() == step.step.stepId());
    }

    private void end(StepProgress p, int reason) {
        TestRecords records = test.records();
        int number = records.nextNumber() - 1;
        test.steps().add(new StepRow(p.startNumber, number, p.stepIndex, p.step.stepId(), p.cycleId, p.step.kind(), tick - p.baseTick, tick,
                records.clockMillis(), p.startVolt, p.lastVolt, p.startAmpere, p.lastAmpere, p.capacityAh(), p.energyWh()));
        test.log(number, reason, tick);
        test.log(number, LogRow.STEP_FINISHED, tick);
        lastCode = reason;
    }

    private void trip(StepProgress p) {
        ProtectLimits limits = p.step.protect();
        int code = p.capacityAh() > limits.capacityAh()
                ? LogRow.PROTECT_CAPACITY
                : limits.exceeded(power.readVolt(), 0, 0) ? LogRow.PROTECT_VOLTAGE : LogRow.PROTECT_CURRENT;
        write(p);
        over(ChannelTest.Standing.PROTECTED, code);
    }

    private void over(ChannelTest.Standing standing, int code) {
        test.log(test.records().nextNumber() - 1, code, tick);
        lastCode = code;
        power.off();
        test.setStanding(standing, tick);
    }

    /// Stops where it stands; call [#runExactlyTo] before.
    void stop() {
        if (test.standing() == ChannelTest.Standing.WORKING) {
            write(step);
        }
        over(ChannelTest.Standing.STOPPED, LogRow.STOPPED);
    }

    /// Pauses where it stands; call [#runExactlyTo] before.
    void pause() {
        scheduledPause = null;
        power.off();
        lastCode = LogRow.PAUSED;
        test.log(test.records().nextNumber() - 1, LogRow.PAUSED, tick);
        test.setStanding(ChannelTest.Standing.PAUSED, tick);
        pausedSinceTick = tick;
    }

    /// Pauses when a step of a cycle begins.
    ///
    /// @param atCycle -1 for any
    /// @param atStep  -1 for any
    void pauseAt(int atCycle, int atStep) {
        scheduledPause = new ScheduledPause(atCycle, atStep);
    }

    boolean hasPauseAhead() {
        return scheduledPause != null;
    }

    /// @return false where no pause was scheduled
    boolean cancelPause() {
        boolean was = scheduledPause != null;
        scheduledPause = null;
        return was;
    }

    /// Goes on from a pause; call [#runExactlyTo] before.
    void resume() {
        test.setStanding(ChannelTest.Standing.WORKING, tick);
        test.log(test.records().nextNumber(), LogRow.CONTINUED, tick);
        if (step.step.kind() == StepKind.PAUSE) {
            power.begin(step.step);
            write(step);
            end(step, LogRow.CONTINUED);
            enter(place + 1);
            return;
        }
        lastCode = LogRow.RUNNING;
        long paused = tick - pausedSinceTick;
        pausedTicks += paused;
        step.shift(paused);
        test.records().rebase(step.baseTick);
        power.begin(step.step);
        reach = 1;
    }

    /// Jumps to another step; call [#runExactlyTo] before.
    ///
    /// @return false where there is no such step
    boolean goTo(int stepId) {
        int to = program.placeOf(stepId);
        if (to < 0) {
            return false;
        }
        write(step);
        end(step, LogRow.WENT_TO);
        enter(to);
        return true;
    }

    /// Goes on by another step file; call [#runExactlyTo] before.
    ///
    /// @return false where it has no step of the number and kind that runs
    boolean replace(StepProgram next) {
        int to = next.placeOf(step.step.stepId());
        if (to < 0 || !(next.at(to) instanceof ProgramStep.Work work) || work.kind() != step.step.kind()) {
            return false;
        }
        int number = test.records().nextNumber() - 1;
        test.log(number, LogRow.RESET_BEGUN, tick);
        test.log(number + 1, LogRow.RESET_WRITTEN, tick);
        test.log(number + 1, LogRow.RESET_TAKEN, tick);
        program = next;
        place = to;
        step = step.under(work, tick);
        reach = 1;
        if (test.standing() == ChannelTest.Standing.WORKING) {
            power.begin(work);
        }
        return true;
    }
}
