package coulombus.core.experiment;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One thing that must hold of a channel.
public sealed interface Requirement {
    /// Is it one of these? For [Attribute]s with names.
    ///
    /// @param attribute which
    /// @param label     name of the label, for [Attribute#LABEL]; else empty
    /// @param values    at least one
    record OneOf(Attribute attribute, String label, Set<String> values) implements Requirement {
        public OneOf {
            Objects.requireNonNull(attribute, "attribute");
            Objects.requireNonNull(label, "label");
            values = Set.copyOf(values);
            if (values.isEmpty()) {
                throw new IllegalArgumentException("require." + attribute + ": must name at least one value");
            }
            if (label.isEmpty() == (attribute == Attribute.LABEL)) {
                throw new IllegalArgumentException("require." + attribute + ": a label has a name, nothing else has");
            }
        }

        @Override
        public String inWords() {
            String what = attribute == Attribute.LABEL ? "label " + label : attribute.inWords();
            return what + " " + new TreeSet<>(values).stream().collect(Collectors.joining(" or "));
        }
    }

    /// Can it carry so much current, A, greater than 0?
    record CurrentAtLeast(double currentAmpere) implements Requirement {
        public CurrentAtLeast {
            if (!(currentAmpere > 0)) {
                throw new IllegalArgumentException("require.current: must be greater than 0 A; was " + currentAmpere);
            }
        }

        @Override
        public String inWords() {
            return "at least " + currentAmpere + " A";
        }
    }

    /// Does it control voltages from here to there, V?
    record VoltageWithin(double minVoltageVolt, double maxVoltageVolt) implements Requirement {
        public VoltageWithin {
            if (!(minVoltageVolt <= maxVoltageVolt)) {
                throw new IllegalArgumentException(
                        "require.voltage: must be from low to high; was " + minVoltageVolt + " to " + maxVoltageVolt);
            }
        }

        @Override
        public String inWords() {
            return "voltages from " + minVoltageVolt + " to " + maxVoltageVolt + " V";
        }
    }

    /// Does it measure impedance over these frequencies, Hz?
    record Impedance(double minHertz, double maxHertz) implements Requirement {
        public Impedance {
            if (!(minHertz > 0 && minHertz <= maxHertz)) {
                throw new IllegalArgumentException(
                        "require.impedance: must be from low to high; was " + minHertz + " to " + maxHertz + " Hz");
            }
        }

        @Override
        public String inWords() {
            return "impedance from " + minHertz + " to " + maxHertz + " Hz";
        }
    }

    /// Do its cells stand at this temperature, °C: in a chamber that is set to it within 0.5 °C, or that may be set to it?
    record Temperature(double temperatureCelsius) implements Requirement {
        public Temperature {
            if (!Double.isFinite(temperatureCelsius)) {
                throw new IllegalArgumentException("require.temperature: must be a number of degrees Celsius");
            }
        }

        @Override
        public String inWords() {
            return "a chamber at " + temperatureCelsius + " °C";
        }
    }

    /// What a channel is asked about by name.
    enum Attribute {
        CHANNEL, CYCLER, RACK, CHAMBER, FIXTURE, ACCURACY_CLASS, SAFETY_GROUP, LABEL;

        String inWords() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /// For people: "at least 5.0 A".
    String inWords();
}
