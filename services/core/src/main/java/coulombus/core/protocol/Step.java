package coulombus.core.protocol;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// One step of a [CyclingProtocol]. A step that could never end, or that says two things at once, cannot be built; messages name the
/// part of the step (`until.voltage: ...`), whoever holds the list of steps adds which one.
public sealed interface Step {

    /// No current.
    ///
    /// @param durationSecond how long in s, greater than 0
    /// @param recording      in place of the protocol's rule
    record Rest(double durationSecond, Optional<RecordingRule> recording) implements Step, ResolvedStep {
        public Rest {
            requirePositive(durationSecond, "rest");
            Objects.requireNonNull(recording, "recording");
        }

        public Rest(double durationSecond) {
            this(durationSecond, Optional.empty());
        }

        @Override
        public StepType type() {
            return StepType.REST;
        }
    }

    /// A constant current.
    ///
    /// @param current   positive charges / strips
    /// @param ends      capacity, capacity relative to another step, voltage, time; OR-ed, at least one, each kind once
    /// @param recording in place of the protocol's rule
    record ConstantCurrent(CurrentQuantity current, List<End> ends, Optional<RecordingRule> recording) implements Step {
        private static final Set<Class<? extends End>> ENDS = Set.of(End.Capacity.class, End.RelativeCapacity.class, End.Voltage.class,
                End.Time.class);

        public ConstantCurrent {
            Objects.requireNonNull(current, "current");
            Objects.requireNonNull(recording, "recording");
            ends = requireEnds(ends, ENDS, StepType.CONSTANT_CURRENT);
        }

        public ConstantCurrent(CurrentQuantity current, End... ends) {
            this(current, List.of(ends), Optional.empty());
        }

        @Override
        public StepType type() {
            return StepType.CONSTANT_CURRENT;
        }
    }

    /// A constant voltage.
    ///
    /// @param voltageVolt  the voltage in V, signed
    /// @param currentLimit magnitude that the current is held to, greater than 0; empty: what the channel can
    /// @param ends         current (fallen to), time, capacity, capacity relative to another step; OR-ed, at least one, each kind once
    /// @param recording    in place of the protocol's rule
    record ConstantVoltage(double voltageVolt, Optional<CurrentQuantity> currentLimit, List<End> ends,
            Optional<RecordingRule> recording) implements Step {
        private static final Set<Class<? extends End>> ENDS = Set.of(End.Current.class, End.Time.class, End.Capacity.class,
                End.RelativeCapacity.class);

        public ConstantVoltage {
            requireFinite(voltageVolt, "constant_voltage");
            Objects.requireNonNull(recording, "recording");
            if (currentLimit.filter(current -> current.sign() < 0).isPresent()) {
                throw new IllegalArgumentException("current_limit: must be a magnitude, greater than 0; was " + currentLimit.get());
            }
            ends = requireEnds(ends, ENDS, StepType.CONSTANT_VOLTAGE);
        }

        public ConstantVoltage(double voltageVolt, End... ends) {
            this(voltageVolt, Optional.empty(), List.of(ends), Optional.empty());
        }

        @Override
        public StepType type() {
            return StepType.CONSTANT_VOLTAGE;
        }
    }

    /// Goes back to an earlier step until all from there to here has been done so many times.
    ///
    /// @param target     an earlier tag or step
    /// @param executions how often the steps in the loop are done in TOTAL, 1 or more (not how often it jumps back)
    record Loop(LoopTarget target, int executions) implements Step {
        public Loop {
            Objects.requireNonNull(target, "target");
            if (executions < 1) {
                throw new IllegalArgumentException("executions: must be 1 or more, in total; was " + executions);
            }
        }

        @Override
        public StepType type() {
            return StepType.LOOP;
        }
    }

    /// A name for the place before the next step, for loops and for capacities relative to that step.
    ///
    /// @param name not blank, no brackets, no control characters
    record Tag(String name) implements Step, ResolvedStep {
        public Tag {
            if (name.isBlank() || !name.equals(name.strip()) || name.chars().anyMatch(c -> c < ' ' || c == '[' || c == ']')) {
                throw new IllegalArgumentException("tag: must be a word without brackets; was \"" + name + "\"");
            }
        }

        @Override
        public StepType type() {
            return StepType.TAG;
        }
    }

    /// Cyclic voltammetry: from one voltage to the other and back.
    ///
    /// @param scanRateVoltPerSecond greater than 0
    /// @param startVolt             where each cycle begins and ends, V, signed
    /// @param turnVolt              where it turns, V, signed, other than the start
    /// @param cycles                1 or more
    /// @param recording             in place of the protocol's rule
    record VoltageSweep(double scanRateVoltPerSecond, double startVolt, double turnVolt, int cycles,
            Optional<RecordingRule> recording) implements Step, ResolvedStep {
        public VoltageSweep {
            requirePositive(scanRateVoltPerSecond, "voltage_sweep");
            requireFinite(startVolt, "from");
            requireFinite(turnVolt, "to");
            Objects.requireNonNull(recording, "recording");
            if (startVolt == turnVolt) {
                throw new IllegalArgumentException("to: must differ from the start; both were " + startVolt + " V");
            }
            if (cycles < 1) {
                throw new IllegalArgumentException("cycles: must be 1 or more; was " + cycles);
            }
        }

        @Override
        public StepType type() {
            return StepType.VOLTAGE_SWEEP;
        }
    }

    /// Impedance spectroscopy around the present state.
    ///
    /// @param startHertz       first frequency, greater than 0
    /// @param endHertz         last frequency, greater than 0
    /// @param pointsPerDecade  1 or more
    /// @param amplitude        of voltage or current
    /// @param measuresPerPoint how many are averaged, 1 or more
    record Impedance(double startHertz, double endHertz, int pointsPerDecade, Amplitude amplitude,
            int measuresPerPoint) implements Step, ResolvedStep {
        public Impedance {
            requirePositive(startHertz, "from");
            requirePositive(endHertz, "to");
            Objects.requireNonNull(amplitude, "amplitude");
            if (pointsPerDecade < 1) {
                throw new IllegalArgumentException("points_per_decade: must be 1 or more; was " + pointsPerDecade);
            }
            if (measuresPerPoint < 1) {
                throw new IllegalArgumentException("measures_per_point: must be 1 or more; was " + measuresPerPoint);
            }
        }

        @Override
        public StepType type() {
            return StepType.IMPEDANCE;
        }
    }

    /// What an impedance measurement is excited with.
    sealed interface Amplitude {
        /// @param amplitudeVolt greater than 0
        record OfVoltage(double amplitudeVolt) implements Amplitude {
            public OfVoltage { requirePositive(amplitudeVolt, "impedance"); }
        }

        /// @param amplitudeAmpere greater than 0
        record OfCurrent(double amplitudeAmpere) implements Amplitude {
            public OfCurrent { requirePositive(amplitudeAmpere, "impedance"); }
        }
    }

    /// Pulses of current with rests between (GITT, HPPC).
    ///
    /// @param current       of each pulse, positive charges / strips
    /// @param pulseSecond   length of each pulse in s, greater than 0
    /// @param restSecond    rest after each pulse in s, greater than 0
    /// @param count         number of pulses, 1 or more
    /// @param untilVoltage  ends all pulses when reached; empty: only the count does
    /// @param recording     in place of the protocol's rule
    record Pulse(CurrentQuantity current, double pulseSecond, double restSecond, int count, Optional<End.Voltage> untilVoltage,
            Optional<RecordingRule> recording) implements Step {
        public Pulse {
            Objects.requireNonNull(current, "current");
            Objects.requireNonNull(untilVoltage, "untilVoltage");
            Objects.requireNonNull(recording, "recording");
            requirePositive(pulseSecond, "on");
            requirePositive(restSecond, "rest");
            if (count < 1) {
                throw new IllegalArgumentException("count: must be 1 or more; was " + count);
            }
        }

        @Override
        public StepType type() {
            return StepType.PULSE;
        }
    }

    /// What a cycler must be able to do for it.
    StepType type();

    private static List<End> requireEnds(List<End> ends, Set<Class<? extends End>> allowed, StepType type) {
        if (ends.isEmpty()) {
            throw new IllegalArgumentException("until: must state at least one end; a " + type.word() + " without one never ends");
        }
        Set<Class<? extends End>> seen = new HashSet<>();
        for (End end : ends) {
            if (!allowed.contains(end.getClass())) {
                throw new IllegalArgumentException("until." + end.word() + ": cannot end a " + type.word());
            }
            if (!seen.add(end.getClass())) {
                throw new IllegalArgumentException("until." + end.word() + ": must be stated once");
            }
        }
        return List.copyOf(ends);
    }

    private static void requirePositive(double value, String path) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(path + ": must be greater than 0; was " + value);
        }
    }

    private static void requireFinite(double value, String path) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(path + ": must be a number; was " + value);
        }
    }
}
