package coulombus.drivers.simulation;

import java.util.List;
import java.util.stream.Stream;

/// What a simulated test does: blocks one after the other, each some times over.
public record SimulatedSchedule(List<Block> blocks) {
    public SimulatedSchedule {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("schedule.blocks: must be one or more; was none");
        }
    }

    /// Steps that are done so many times.
    public record Block(int times, List<Step> steps) {
        public Block {
            steps = List.copyOf(steps);
            if (times < 1 || steps.isEmpty()) {
                throw new IllegalArgumentException(
                        "schedule.blocks: must have one or more steps and times; was " + steps.size() + " steps, " + times + " times");
            }
        }
    }

    /// One step. A limit that does not apply is infinite; whichever is met first ends the step.
    public sealed interface Step {
        /// No current.
        record Rest(double seconds) implements Step {
            public Rest { require(seconds > 0 && seconds < Double.POSITIVE_INFINITY, "rest.seconds: must be greater than 0", seconds); }
        }

        /// A constant current.
        ///
        /// @param ampere       positive charges (strips), not 0
        /// @param untilAh      charge of the step, greater than 0, or infinite
        /// @param untilVolt    voltage that must not be passed in the direction of the current, or infinite
        /// @param untilSecond  time of the step, greater than 0, or infinite
        record Current(double ampere, double untilAh, double untilVolt, double untilSecond) implements Step {
            public Current {
                require(Math.abs(ampere) > 0 && Math.abs(ampere) < Double.POSITIVE_INFINITY, "current.ampere: must not be 0", ampere);
                require(untilAh > 0, "current.untilAh: must be greater than 0", untilAh);
                require(!Double.isNaN(untilVolt), "current.untilVolt: must be a number", untilVolt);
                require(untilSecond > 0, "current.untilSecond: must be greater than 0", untilSecond);
                require(Double.isFinite(untilAh) || Double.isFinite(untilVolt) || Double.isFinite(untilSecond),
                        "current: must have a limit", untilSecond);
            }
        }

        /// A constant voltage.
        ///
        /// @param volt        held at the terminals
        /// @param untilAmpere |current| at which it ends, 0 or more
        /// @param untilSecond time of the step, greater than 0 and finite
        record Voltage(double volt, double untilAmpere, double untilSecond) implements Step {
            public Voltage {
                require(Double.isFinite(volt), "voltage.volt: must be a number", volt);
                require(untilAmpere >= 0, "voltage.untilAmpere: must be 0 or more", untilAmpere);
                require(untilSecond > 0 && untilSecond < Double.POSITIVE_INFINITY,
                        "voltage.untilSecond: must be greater than 0 and finite", untilSecond);
            }
        }

        /// A current for a charge.
        static Current charge(double ampere, double untilAh) {
            return new Current(ampere, untilAh, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }

        /// A current to a voltage, stopped at a charge where that comes first.
        static Current toVoltage(double ampere, double untilVolt, double mostAh) {
            return new Current(ampere, mostAh, untilVolt, Double.POSITIVE_INFINITY);
        }
    }

    /// Plating and stripping the same charge.
    public static SimulatedSchedule symmetric(double ampere, double chargeAh, int cycles) {
        return new SimulatedSchedule(List.of(new Block(cycles, List.of(Step.charge(-ampere, chargeAh), Step.charge(ampere, chargeAh)))));
    }

    /// Plating a charge, stripping to 0.5 V, but no more than 1.2 times the charge.
    public static SimulatedSchedule plating(double ampere, double chargeAh, int cycles) {
        return new SimulatedSchedule(
                List.of(new Block(cycles, List.of(Step.charge(-ampere, chargeAh), Step.toVoltage(ampere, 0.5, 1.2 * chargeAh)))));
    }

    /// Discharging and charging between two voltages, but no more than `mostAh` each.
    public static SimulatedSchedule full(double ampere, double lowerVolt, double upperVolt, double mostAh, int cycles) {
        return new SimulatedSchedule(List.of(fullBlock(ampere, lowerVolt, upperVolt, mostAh, cycles)));
    }

    /// The same as a part of a schedule.
    public static Block fullBlock(double ampere, double lowerVolt, double upperVolt, double mostAh, int cycles) {
        return new Block(cycles, List.of(Step.toVoltage(-ampere, lowerVolt, mostAh), Step.toVoltage(ampere, upperVolt, mostAh)));
    }

    /// A schedule that rests first.
    public SimulatedSchedule afterRest(double seconds) {
        Block rest = new Block(1, List.of(new Step.Rest(seconds)));
        return new SimulatedSchedule(Stream.concat(Stream.of(rest), blocks.stream()).toList());
    }

    private static void require(boolean holds, String sentence, double was) {
        if (!holds) {
            throw new IllegalArgumentException("schedule." + sentence + "; was " + was);
        }
    }
}
