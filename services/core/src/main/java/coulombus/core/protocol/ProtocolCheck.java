package coulombus.core.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.halfcycle.Direction;

/// Looks whether a protocol makes sense for its cell and can run on a channel. What it finds is in the order of the steps.
public final class ProtocolCheck {
    /// Fewer measurements in a half-cycle than this leave detectors of roughness without an answer.
    private static final int MEASUREMENTS_PER_HALF_CYCLE = 60;

    private final ResolvedProtocol protocol;
    private final ChannelLimits channel;
    private final List<Problem> problems = new ArrayList<>();

    private ProtocolCheck(ResolvedProtocol protocol, ChannelLimits channel) {
        this.protocol = protocol;
        this.channel = channel;
    }

    /// All problems; a protocol with an error among them must not run on this channel.
    public static List<Problem> problems(ResolvedProtocol protocol, ChannelLimits channel) {
        ProtocolCheck check = new ProtocolCheck(protocol, channel);
        check.whole();
        for (int i = 0; i < protocol.steps().size(); i++) {
            check.step(i, protocol.steps().get(i));
        }
        check.order();
        return List.copyOf(check.problems);
    }

    private void whole() {
        ResolvedSafetyLimits safety = protocol.safety();
        if (Double.isNaN(safety.voltageMinVolt())) {
            warn(-1, "safety.voltage_min", "is not stated: nothing but the cycler's own range ends a fall of the voltage");
        }
        if (Double.isNaN(safety.voltageMaxVolt())) {
            warn(-1, "safety.voltage_max", "is not stated: nothing but the cycler's own range ends a rise of the voltage");
        }
        if (safety.voltageMinVolt() < channel.minVoltageVolt()) {
            warn(-1, "safety.voltage_min", "of " + volt(safety.voltageMinVolt()) + " cannot be seen: the channel measures " + range());
        }
        if (safety.voltageMaxVolt() > channel.maxVoltageVolt()) {
            warn(-1, "safety.voltage_max", "of " + volt(safety.voltageMaxVolt()) + " cannot be seen: the channel measures " + range());
        }
        if (protocol.cell().kind() == CellKind.UNKNOWN) {
            warn(-1, "cell.kind", "is not known: whether the steps fit the cell was not looked at");
        }
    }

    private void step(int index, ResolvedStep step) {
        if (!channel.supports(step.type())) {
            error(index, step.type().word(), "cannot be done by this channel; it does " + channel.steps().stream().map(StepType::word)
                    .sorted().toList());
        }
        switch (step) {
            case ResolvedStep.ConstantCurrent current -> constantCurrent(index, current);
            case ResolvedStep.ConstantVoltage voltage -> {
                voltage(index, "constant_voltage", voltage.voltageVolt());
                voltage.direction().map(Direction::sign)
                        .ifPresent(sign -> current(index, "current_limit", sign * voltage.currentLimitAmpere()));
            }
            case Step.VoltageSweep sweep -> {
                voltage(index, "from", sweep.startVolt());
                voltage(index, "to", sweep.turnVolt());
            }
            case ResolvedStep.Pulse pulse -> {
                current(index, "pulse", pulse.currentAmpere());
                pulse.untilVoltage().ifPresent(end -> voltage(index, "until.voltage", end.voltageVolt()));
                charge(index, Math.abs(pulse.currentAmpere()) * pulse.pulseSecond() / 3600, pulse.untilVoltage().isPresent());
            }
            case Step.Impedance impedance -> {
                if (impedance.amplitude() instanceof Step.Amplitude.OfCurrent amplitude) {
                    current(index, "impedance", amplitude.amplitudeAmpere());
                }
            }
            case Step.Rest rest -> {
            }
            case Step.Tag tag -> {
            }
            case ResolvedStep.Loop loop -> {
            }
        }
    }

    private void constantCurrent(int index, ResolvedStep.ConstantCurrent step) {
        current(index, "constant_current", step.currentAmpere());
        double guardAh = step.guardedChargeAh();
        if (Double.isFinite(step.endVoltageVolt())) {
            voltage(index, "until.voltage", step.endVoltageVolt());
        }
        charge(index, guardAh, Double.isFinite(step.endVoltageVolt()));
        CellKind kind = protocol.cell().kind();
        boolean charging = step.direction() == Direction.CHARGE;
        boolean unguarded = Double.isNaN(guardAh) && step.ends().stream().noneMatch(ResolvedEnd.RelativeCapacity.class::isInstance);
        boolean clampless = kind == CellKind.SYMMETRIC || kind == CellKind.PLATING && !charging;
        if (unguarded && clampless) {
            error(index, "until",
                    "must state a capacity or a time: " + (kind == CellKind.PLATING ? "plating" : "a half-cycle of a symmetric cell")
                            + " does not come to a voltage by itself, it goes on to the short");
        } else if (unguarded && charging) {
            warn(index, "until", "states neither capacity nor time: a cell with a short never comes to the voltage, and "
                    + (kind == CellKind.PLATING ? "stripping" : "charging") + " goes on for ever");
        }
        if (kind == CellKind.PLATING && charging && Double.isNaN(step.endVoltageVolt()) && !isCycledPart(index)) {
            warn(index, "until", "states no voltage: stripping ends before all is stripped, and its coulombic efficiency is not valid");
        }
        sampling(index, guardAh * 3600 / Math.abs(step.currentAmpere()));
    }

    /// The reservoir method strips a part on purpose, and all of it at the end.
    private boolean isCycledPart(int index) {
        return protocol.steps().subList(index + 1, protocol.steps().size()).stream()
                .anyMatch(step -> step instanceof ResolvedStep.ConstantCurrent later && later.currentAmpere() > 0
                        && Double.isFinite(later.endVoltageVolt()));
    }

    private void sampling(int index, double mostSecond) {
        RecordingRule rule = protocol.recordingOf(index);
        if (Double.isNaN(rule.voltageVolt()) && mostSecond / rule.timeSecond() < MEASUREMENTS_PER_HALF_CYCLE) {
            warn(index, "recording.time", String.format(Locale.ROOT,
                    "of %s gives %.0f measurements in this step; below %d detectors of roughness do not answer", second(rule.timeSecond()),
                    mostSecond / rule.timeSecond(), MEASUREMENTS_PER_HALF_CYCLE));
        }
    }

    private void voltage(int index, String part, double volt) {
        if (volt < channel.minVoltageVolt() || volt > channel.maxVoltageVolt()) {
            error(index, part, "of " + volt(volt) + " lies outside the channel's range, " + range());
        }
        ResolvedSafetyLimits safety = protocol.safety();
        if (protocol.safety().isVoltageOutside(volt)) {
            error(index, part, "of " + volt(volt) + " lies outside the safety limits, " + volt(safety.voltageMinVolt()) + " to "
                    + volt(safety.voltageMaxVolt()) + ": the test would trip before");
        } else if (volt == safety.voltageMinVolt() || volt == safety.voltageMaxVolt()) {
            warn(index, part, "of " + volt(volt) + " is the safety limit itself: the test may trip instead of going on");
        }
    }

    private void current(int index, String part, double ampere) {
        if (Math.abs(ampere) > channel.maxCurrentAmpere()) {
            error(index, part, "of " + ampere(ampere) + " is more than the channel's " + ampere(channel.maxCurrentAmpere()));
        }
        if (protocol.safety().isCurrentOutside(ampere)) {
            error(index, part, "of " + ampere(ampere) + " lies outside the safety limits, " + ampere(protocol.safety().currentMinAmpere())
                    + " to " + ampere(protocol.safety().currentMaxAmpere()));
        }
    }

    private void charge(int index, double guardAh, boolean otherEnd) {
        if (guardAh > protocol.safety().capacityMaxAh()) {
            String what = "lets " + milli(guardAh) + "Ah pass, more than safety.capacity_max of " + milli(protocol.safety().capacityMaxAh())
                    + "Ah: the test " + (otherEnd ? "may trip" : "trips") + " before";
            add(otherEnd ? Problem.Level.WARNING : Problem.Level.ERROR, index, "until", what);
        }
    }

    /// Whether the first current goes the way the kind of the cell begins.
    private void order() {
        CellFacts cell = protocol.cell();
        Direction expected = Direction.of(cell.firstHalfCycle())
                .orElse(cell.kind() == CellKind.PLATING ? Direction.DISCHARGE : null);
        for (int i = 0; i < protocol.steps().size(); i++) {
            if (protocol.steps().get(i) instanceof ResolvedStep.ConstantCurrent first) {
                if (expected != null && first.direction() != expected) {
                    warn(i, "constant_current", "is the first current and " + (first.currentAmpere() > 0 ? "positive" : "negative")
                            + "; this cell is stated to begin with a " + (expected == Direction.CHARGE ? "positive" : "negative") + " one");
                }
                return;
            }
        }
    }

    private void error(int index, String part, String what) {
        add(Problem.Level.ERROR, index, part, what);
    }

    private void warn(int index, String part, String what) {
        add(Problem.Level.WARNING, index, part, what);
    }

    private void add(Problem.Level level, int index, String part, String what) {
        problems.add(new Problem(level, index, index < 0 ? part : "steps[" + index + "]." + part, what));
    }

    private String range() {
        return volt(channel.minVoltageVolt()) + " to " + volt(channel.maxVoltageVolt());
    }

    private static String volt(double value) {
        return Double.isNaN(value) ? "not stated" : value + " V";
    }

    private static String ampere(double value) {
        return Double.isNaN(value) ? "not stated" : milli(value) + "A";
    }

    /// In thousandths, six digits at most: `1.5708 m`.
    private static String milli(double value) {
        return new BigDecimal(value * 1000, new MathContext(6)).stripTrailingZeros().toPlainString() + " m";
    }

    private static String second(double value) {
        return value + " s";
    }
}
