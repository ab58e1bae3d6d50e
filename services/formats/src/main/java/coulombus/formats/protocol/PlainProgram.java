package coulombus.formats.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import coulombus.core.protocol.End;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.ResolvedEnd;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ResolvedStep;
import coulombus.core.protocol.Step;

/// A protocol brought down to what device formats can say. A capacity at a constant current becomes the time Q/I, which is the same
/// thing; pulses become current, rest and loop; a cyclic voltammogram becomes two ramps and a loop. What would not be the same is a
/// problem, what a person should know a remark.
final class PlainProgram {
    /// Q/I is rounded to this, as devices count time in ms.
    private static final double MILLISECOND = 1e-3;

    private final ResolvedProtocol protocol;
    private final String format;
    private final boolean ramps;
    private final boolean impedance;
    private final List<PlainStep> steps = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private PlainProgram(ResolvedProtocol protocol, String format, boolean ramps, boolean impedance) {
        this.protocol = protocol;
        this.format = format;
        this.ramps = ramps;
        this.impedance = impedance;
    }

    /// For a Neware step file: ramps, no impedance.
    static PlainProgram ofNeware(ResolvedProtocol protocol) {
        return new PlainProgram(protocol, "a Neware step file", true, false).lowered();
    }

    /// For aurora-unicycler: impedance, no ramps.
    static PlainProgram ofUnicycler(ResolvedProtocol protocol) {
        return new PlainProgram(protocol, "aurora-unicycler", false, true).lowered();
    }

    private PlainProgram lowered() {
        int[] firstPlain = new int[protocol.steps().size()];
        for (int i = 0; i < firstPlain.length; i++) {
            firstPlain[i] = steps.size();
            lower(i, protocol.steps().get(i), firstPlain);
        }
        remarkWhatOthersHold();
        return this;
    }

    List<PlainStep> steps() {
        return steps;
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    void problem(int source, String part, String why) {
        problems.add((source < 0 ? "" : "steps[" + source + "].") + part + ": " + why);
    }

    void remark(int source, String part, String what) {
        remarks.add((source < 0 ? "" : "steps[" + source + "].") + part + ": " + what);
    }

    void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new UnsupportedProtocolException(problems);
        }
    }

    private void lower(int index, ResolvedStep step, int[] firstPlain) {
        switch (step) {
            case Step.Rest rest -> steps.add(new PlainStep.Rest(rest.durationSecond(), index));
            case Step.Tag tag -> steps.add(new PlainStep.Tag(tag.name(), index));
            case Step.Impedance spectrum -> {
                if (impedance) {
                    steps.add(new PlainStep.Impedance(spectrum, index));
                } else {
                    problem(index, "impedance", format + " has no impedance");
                }
            }
            case Step.VoltageSweep sweep -> sweep(index, sweep);
            case ResolvedStep.ConstantCurrent current -> steps.add(new PlainStep.ConstantCurrent(current.currentAmpere(),
                    mostSecond(index, current), current.endVoltageVolt(), index));
            case ResolvedStep.ConstantVoltage voltage -> constantVoltage(index, voltage);
            case ResolvedStep.Pulse pulse -> pulse(index, pulse);
            case ResolvedStep.Loop loop -> steps.add(new PlainStep.Loop(firstPlain[loop.target()], loop.executions(),
                    protocol.protocol().steps().get(index) instanceof Step.Loop(LoopTarget.ToTag(String tag), int executions)
                            ? Optional.of(tag)
                            : Optional.empty(),
                    index));
        }
    }

    /// The earliest of the ends in time and capacity, in s; NaN where there is none.
    private double mostSecond(int index, ResolvedStep.ConstantCurrent step) {
        double most = Double.NaN;
        for (ResolvedEnd end : step.ends()) {
            double second = switch (end) {
                case End.Time time -> time.timeSecond();
                case ResolvedEnd.Capacity capacity -> secondOf(index, "until.capacity", capacity.capacityAh(), step.currentAmpere());
                case ResolvedEnd.RelativeCapacity relative -> {
                    if (!relative.fixed()) {
                        problem(index, "until.capacity_of", format + " has no end in capacity, and it cannot be written as a time: steps["
                                + relative.referenceStep() + "] does not pass the same charge each time");
                        yield Double.NaN;
                    }
                    yield secondOf(index, "until.capacity_of", relative.mostAh(), step.currentAmpere());
                }
                case End.Voltage voltage -> Double.NaN;
                case ResolvedEnd.Current current -> Double.NaN;
            };
            most = Double.isNaN(second) || second >= most ? most : second;
        }
        return most;
    }

    private double secondOf(int index, String part, double capacityAh, double currentAmpere) {
        double second = Math.round(capacityAh / Math.abs(currentAmpere) * 3600 / MILLISECOND) * MILLISECOND;
        remark(index, part, "of " + milli(capacityAh) + "Ah is written as a time of " + digits(second) + " s at "
                + milli(Math.abs(currentAmpere)) + "A");
        return second;
    }

    private static String milli(double value) {
        return digits(value * 1000) + " m";
    }

    private static String digits(double value) {
        return new BigDecimal(value, new MathContext(9)).stripTrailingZeros().toPlainString();
    }

    private void constantVoltage(int index, ResolvedStep.ConstantVoltage step) {
        double stopAmpere = Double.NaN;
        double most = Double.NaN;
        for (ResolvedEnd end : step.ends()) {
            switch (end) {
                case End.Time time -> most = time.timeSecond();
                case ResolvedEnd.Current current -> stopAmpere = current.currentAmpere();
                case ResolvedEnd.Capacity capacity -> noCapacityAtConstantVoltage(index, "until.capacity");
                case ResolvedEnd.RelativeCapacity relative -> noCapacityAtConstantVoltage(index, "until.capacity_of");
                case End.Voltage voltage -> {
                }
            }
        }
        steps.add(new PlainStep.ConstantVoltage(step.voltageVolt(), step.direction(), step.currentLimitAmpere(), stopAmpere, most, index));
    }

    private void noCapacityAtConstantVoltage(int index, String part) {
        problem(index, part, format + " has no end in capacity, and at a constant voltage it cannot be written as a time");
    }

    private void sweep(int index, Step.VoltageSweep sweep) {
        if (!ramps) {
            problem(index, "voltage_sweep", format + " has no ramp of voltage");
            return;
        }
        int first = steps.size();
        steps.add(new PlainStep.Ramp(sweep.scanRateVoltPerSecond(), sweep.startVolt(), sweep.turnVolt(), index));
        steps.add(new PlainStep.Ramp(sweep.scanRateVoltPerSecond(), sweep.turnVolt(), sweep.startVolt(), index));
        if (sweep.cycles() > 1) {
            steps.add(new PlainStep.Loop(first, sweep.cycles(), Optional.empty(), index));
        }
    }

    private void pulse(int index, ResolvedStep.Pulse pulse) {
        if (pulse.untilVoltage().isPresent()) {
            problem(index, "until.voltage", format + " has no pulses that a voltage ends: it would end one pulse, not all of them");
            return;
        }
        int first = steps.size();
        steps.add(new PlainStep.ConstantCurrent(pulse.currentAmpere(), pulse.pulseSecond(), Double.NaN, index));
        steps.add(new PlainStep.Rest(pulse.restSecond(), index));
        if (pulse.count() > 1) {
            steps.add(new PlainStep.Loop(first, pulse.count(), Optional.empty(), index));
        }
    }

    private void remarkWhatOthersHold() {
        if (!protocol.protocol().onFinding().isEmpty()) {
            remark(-1, "on_finding", "is not part of " + format + ": who runs the test acts on findings");
        }
        if (!Double.isNaN(protocol.safety().temperatureMaxCelsius())) {
            remark(-1, "safety.temperature_max", "is not written to " + format + ": who runs the test holds it");
        }
    }
}
