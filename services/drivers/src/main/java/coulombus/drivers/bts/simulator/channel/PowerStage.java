package coulombus.drivers.bts.simulator.channel;

import coulombus.drivers.bts.simulator.step.ProgramStep.Work;

/// The output of one channel: what current flows through the cell for the step at hand, and what voltage the channel reads.
final class PowerStage {
    static final double TICK_SECOND = 0.1;

    private final CellModel cell;
    private final ChannelRange range;
    private double currentFactor = 1;
    private double offsetAmpere;
    private double stuckVolt = Double.NaN;
    private Work step;
    private double currentAmpere;
    private double voltageVolt;
    private boolean currentHeld;
    private boolean atLimit;

    PowerStage(CellModel cell, ChannelRange range) {
        this.cell = cell;
        this.range = range;
    }

    CellModel cell() {
        return cell;
    }

    /// Turns the output to what the step asks.
    void begin(Work next) {
        step = next;
        settle();
    }

    /// Takes the output off.
    void off() {
        step = null;
        settle();
    }

    /// Current and voltage as the control gives them for the cell as it is now.
    void settle() {
        currentHeld = true;
        atLimit = false;
        if (step == null || step.kind().sign() == 0) {
            currentAmpere = 0;
        } else if (!step.kind().holdsVoltage()) {
            currentAmpere = step.kind().sign() * Math.min(step.currentAmpere(), range.mostCurrentAmpere()) * currentFactor
                    - offsetAmpere;
        } else {
            holdVoltage();
        }
        if (currentHeld) {
            voltageVolt = cell.voltageVolt(currentAmpere);
        }
        double most = range.mostVoltageVolt();
        if (Math.abs(voltageVolt) > most) {
            // It cannot give the voltage this current needs: whatever flows at its limit flows.
            voltageVolt = Math.copySign(most, voltageVolt);
            currentAmpere = currentAmpere == 0 ? 0 : cell.currentAmpereAt(voltageVolt);
            currentHeld = false;
            atLimit = true;
        }
    }

    private void holdVoltage() {
        double ceiling = Double.isNaN(step.currentAmpere())
                ? range.mostCurrentAmpere()
                : Math.min(step.currentAmpere(), range.mostCurrentAmpere());
        double wanted = step.kind().sign() * cell.currentAmpereAt(step.voltageVolt());
        if (wanted >= 0 && wanted <= ceiling) {
            currentHeld = false;
            currentAmpere = step.kind().sign() * wanted * currentFactor;
            voltageVolt = step.voltageVolt();
        } else {
            currentAmpere = wanted < 0 ? 0 : step.kind().sign() * ceiling * currentFactor - offsetAmpere;
        }
    }

    /// True while the current stays as it is by itself, so that [#readVoltAfter] foresees.
    boolean isCurrentHeld() {
        return currentHeld;
    }

    /// True while neither current nor voltage are what the step asks, because the output cannot give it.
    boolean isAtLimit() {
        return atLimit;
    }

    /// The voltage read after so many ticks more at this current.
    double readVoltAfter(long ticks) {
        if (!Double.isNaN(stuckVolt)) {
            return stuckVolt;
        }
        double volt = cell.voltageVoltAfter(ticks * TICK_SECOND, currentAmpere);
        double most = range.mostVoltageVolt();
        return Math.max(-most, Math.min(most, volt));
    }

    /// Ticks for which [#readVoltAfter] holds, 1 or more: what the cell does on the way happens within the last of them.
    long foreseenTicks() {
        double ticks = Math.ceil(cell.foreseenSecond(currentAmpere) / TICK_SECOND);
        return ticks >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, (long) ticks);
    }

    void advance(long ticks) {
        cell.advance(ticks * TICK_SECOND, currentAmpere);
        settle();
    }

    /// What really flows.
    double currentAmpere() {
        return currentAmpere;
    }

    /// What the channel believes to flow.
    double readAmpere() {
        return currentAmpere == 0 ? 0 : currentAmpere + offsetAmpere;
    }

    /// By how much the channel reads its current too high.
    void setOffset(double ampere) {
        offsetAmpere = ampere;
    }

    /// What is really at the terminals.
    double voltageVolt() {
        return voltageVolt;
    }

    /// What the channel believes.
    double readVolt() {
        return Double.isNaN(stuckVolt) ? voltageVolt : stuckVolt;
    }

    void stick() {
        stuckVolt = readVolt();
    }

    void unstick() {
        stuckVolt = Double.NaN;
    }

    boolean isStuck() {
        return !Double.isNaN(stuckVolt);
    }

    void setCurrentFactor(double factor) {
        currentFactor = factor;
        settle();
    }
}
