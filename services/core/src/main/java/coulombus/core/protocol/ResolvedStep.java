package coulombus.core.protocol;

import java.util.List;
import java.util.Optional;

import coulombus.core.halfcycle.Direction;

/// One step of a [ResolvedProtocol]: amperes, ampere-hours, volts, seconds. Steps that are the same for every cell are those of [Step].
public sealed interface ResolvedStep
        permits Step.Rest, Step.Tag, Step.VoltageSweep, Step.Impedance, ResolvedStep.ConstantCurrent, ResolvedStep.ConstantVoltage,
        ResolvedStep.Loop, ResolvedStep.Pulse {

    /// @param currentAmpere A, positive charges / strips, never 0
    /// @param ends          OR-ed, at least one
    record ConstantCurrent(double currentAmpere, List<ResolvedEnd> ends) implements ResolvedStep {
        public ConstantCurrent { ends = List.copyOf(ends); }

        @Override
        public StepType type() {
            return StepType.CONSTANT_CURRENT;
        }

        public Direction direction() {
            return Direction.ofSign(currentAmpere);
        }

        /// The voltage that ends it, NaN where none does.
        public double endVoltageVolt() {
            return ends.stream().mapToDouble(end -> end instanceof End.Voltage voltage ? voltage.voltageVolt() : Double.NaN)
                    .filter(Double::isFinite).findFirst().orElse(Double.NaN);
        }

        /// The most charge in Ah that it can pass, by its ends in capacity and time (Q = I t); NaN where only the voltage ends it.
        public double guardedChargeAh() {
            return ends.stream().mapToDouble(this::guardAh).filter(Double::isFinite).min().orElse(Double.NaN);
        }

        /// True where it passes the same charge each time: its guard is known and nothing else can end it before.
        public boolean isChargeFixed() {
            return Double.isNaN(endVoltageVolt()) && Double.isFinite(guardedChargeAh())
                    && ends.stream().noneMatch(end -> end instanceof ResolvedEnd.RelativeCapacity relative && !relative.fixed());
        }

        private double guardAh(ResolvedEnd end) {
            return switch (end) {
                case ResolvedEnd.Capacity capacity -> capacity.capacityAh();
                case ResolvedEnd.RelativeCapacity relative -> relative.mostAh();
                case End.Time time -> Math.abs(currentAmpere) * time.timeSecond() / 3600;
                case End.Voltage voltage -> Double.NaN;
                case ResolvedEnd.Current current -> Double.NaN;
            };
        }
    }

    /// @param voltageVolt        V, signed
    /// @param direction          the direction of the current: that of the step with a current before it; empty where there is none
    /// @param currentLimitAmpere magnitude that the current is held to, greater than 0, or NaN
    /// @param ends               OR-ed, at least one
    record ConstantVoltage(double voltageVolt, Optional<Direction> direction, double currentLimitAmpere,
            List<ResolvedEnd> ends) implements ResolvedStep {
        public ConstantVoltage { ends = List.copyOf(ends); }

        @Override
        public StepType type() {
            return StepType.CONSTANT_VOLTAGE;
        }
    }

    /// @param target     index of the first step of the loop's body, before the loop
    /// @param executions of the body, in total
    record Loop(int target, int executions) implements ResolvedStep {
        @Override
        public StepType type() {
            return StepType.LOOP;
        }
    }

    /// @param currentAmpere A, positive charges / strips
    /// @param pulseSecond   length of each pulse, s
    /// @param restSecond    rest after each pulse, s
    /// @param count         number of pulses
    /// @param untilVoltage  ends all pulses when reached
    record Pulse(double currentAmpere, double pulseSecond, double restSecond, int count,
            Optional<End.Voltage> untilVoltage) implements ResolvedStep {
        @Override
        public StepType type() {
            return StepType.PULSE;
        }
    }

    /// What a cycler must be able to do for it.
    StepType type();
}
