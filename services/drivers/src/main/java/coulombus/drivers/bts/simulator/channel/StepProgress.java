package coulombus.drivers.bts.simulator.channel;

import coulombus.drivers.bts.simulator.step.ProgramStep.Work;

/// The step that is executed, its counters and where its references stand.
final class StepProgress {
    static final double HOUR_TICKS = 36000;

    final Work step;
    final int stepIndex;
    final int cycleId;
    /// Tick at which the step's time was 0; moves on by the length of pauses.
    long baseTick;
    long nextGridTick;
    long endTick;
    /// Sums over ticks, so that a constant current adds up without rounding.
    private double ampereTicks;
    private double wattTicks;
    /// Of the last point written because the voltage changed.
    double voltageReferenceVolt;
    double currentReferenceAmpere;
    int startNumber;
    float startVolt;
    float startAmpere;
    /// Of the last point written.
    float lastVolt;
    float lastAmpere;

    StepProgress(Work step, int stepIndex, int cycleId, long tick) {
        this.step = step;
        this.stepIndex = stepIndex;
        this.cycleId = cycleId;
        this.baseTick = tick;
        this.nextGridTick = after(tick, step.record().timeTicks());
        this.endTick = after(tick, step.timeTicks());
    }

    static long after(long tick, long ticks) {
        return ticks >= Long.MAX_VALUE - tick ? Long.MAX_VALUE : tick + ticks;
    }

    /// The same step by a new step file: what was counted stays.
    StepProgress under(Work next, long tick) {
        StepProgress p = new StepProgress(next, stepIndex, cycleId, baseTick);
        p.nextGridTick = next.record().timeTicks() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : baseTick + ((tick - baseTick) / next.record().timeTicks() + 1) * next.record().timeTicks();
        p.endTick = Math.max(p.endTick, tick + 1);
        p.ampereTicks = ampereTicks;
        p.wattTicks = wattTicks;
        p.voltageReferenceVolt = voltageReferenceVolt;
        p.currentReferenceAmpere = currentReferenceAmpere;
        p.startNumber = startNumber;
        p.startVolt = startVolt;
        p.startAmpere = startAmpere;
        p.lastVolt = lastVolt;
        p.lastAmpere = lastAmpere;
        return p;
    }

    /// The step's time stood still for so many ticks.
    void shift(long ticks) {
        baseTick += ticks;
        nextGridTick = after(nextGridTick, ticks);
        endTick = after(endTick, ticks);
    }

    /// @param readAmpere what the machine believes to flow
    void pass(long ticks, double readAmpere, double meanVolt) {
        double charge = Math.abs(readAmpere) * ticks;
        ampereTicks += charge;
        wattTicks += charge * Math.abs(meanVolt);
    }

    double capacityAh() {
        return ampereTicks / HOUR_TICKS;
    }

    double energyWh() {
        return wattTicks / HOUR_TICKS;
    }

    double capacityAfter(long ticks, double readAmpere) {
        return (ampereTicks + Math.abs(readAmpere) * ticks) / HOUR_TICKS;
    }

    int stepTicks(long tick) {
        return Math.toIntExact(tick - baseTick);
    }
}
