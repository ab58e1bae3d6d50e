package coulombus.core.scheduling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

import coulombus.core.experiment.Requirement;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;

/// What experiments of one kind ask of a channel, and which channels have it, whoever is on them.
final class Need {
    static final double SAME_TEMPERATURE_CELSIUS = 0.5;

    /// @param words    for people
    /// @param suitable channels that satisfy it
    record Predicate(String words, BitSet suitable) {}

    final List<Predicate> predicates;
    final BitSet suitable;
    /// What its chamber must have; NaN where it does not care.
    final double temperatureCelsius;
    /// Whether it takes one of the multiplexer of its channel.
    final boolean impedance;

    private Need(List<Predicate> predicates, int channels, double temperatureCelsius, boolean impedance) {
        this.predicates = List.copyOf(predicates);
        this.temperatureCelsius = temperatureCelsius;
        this.impedance = impedance;
        suitable = new BitSet();
        suitable.set(0, channels);
        predicates.forEach(p -> suitable.and(p.suitable()));
    }

    /// Needs of a pass: each distinct predicate is asked of all channels once, each distinct combination made once.
    static final class Cache {
        private final ChannelIndex index;
        private final Map<Object, Predicate> predicates = new HashMap<>();
        private final Map<List<Object>, Need> needs = new HashMap<>();

        Cache(ChannelIndex index) {
            this.index = index;
        }

        /// @param requirements in the order in which they are explained
        Need of(List<Requirement> requirements, List<Requirement> more, Set<StepType> steps) {
            List<Object> key = new ArrayList<>(requirements.size() + more.size() + 1);
            key.addAll(requirements);
            key.addAll(more);
            key.add(steps);
            Need known = needs.get(key);
            if (known == null) {
                known = make(requirements, more, steps);
                needs.put(key, known);
            }
            return known;
        }

        private Need make(List<Requirement> requirements, List<Requirement> more, Set<StepType> steps) {
            Set<Requirement> all = new LinkedHashSet<>(requirements);
            all.addAll(more);
            List<Predicate> asked = new ArrayList<>();
            double temperature = Double.NaN;
            boolean impedance = steps.contains(StepType.IMPEDANCE);
            for (Requirement requirement : all) {
                asked.add(predicates.computeIfAbsent(requirement, r -> predicate(requirement.inWords(), c -> holds(requirement, c))));
                if (requirement instanceof Requirement.Temperature(double wished)) {
                    if (Math.abs(wished - temperature) > SAME_TEMPERATURE_CELSIUS) {
                        asked.add(new Predicate("one temperature only", new BitSet()));
                    }
                    temperature = wished;
                }
                impedance |= requirement instanceof Requirement.Impedance;
            }
            if (!steps.isEmpty()) {
                asked.add(predicates.computeIfAbsent(steps, s -> predicate(words(steps),
                        c -> steps.stream().allMatch(index.spec[c].limits()::supports))));
            }
            return new Need(asked, index.size, temperature, impedance);
        }

        private static String words(Set<StepType> steps) {
            return "steps of kind " + new TreeSet<>(steps).stream().map(s -> s.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(", "));
        }

        private Predicate predicate(String words, IntPredicate holds) {
            BitSet suitable = new BitSet(index.size);
            for (int c = 0; c < index.size; c++) {
                suitable.set(c, holds.test(c));
            }
            return new Predicate(words, suitable);
        }

        /// What is not known of a channel is not held against it.
        private boolean holds(Requirement requirement, int c) {
            ChannelSpec spec = index.spec[c];
            ChannelLimits limits = spec.limits();
            return switch (requirement) {
                case Requirement.OneOf(Requirement.Attribute attribute, String label, Set<String> values) -> switch (attribute) {
                    case CHANNEL -> values.contains(spec.channelId());
                    case CYCLER -> values.contains(spec.cycler());
                    case RACK -> values.contains(spec.rack());
                    case CHAMBER -> spec.chamber().filter(values::contains).isPresent();
                    case FIXTURE -> spec.fixtures().stream().anyMatch(values::contains);
                    case ACCURACY_CLASS -> values.contains(spec.accuracyClass());
                    case SAFETY_GROUP -> spec.safetyGroup().filter(values::contains).isPresent();
                    case LABEL -> spec.labels().containsKey(label) && values.contains(spec.labels().get(label));
                };
                case Requirement.CurrentAtLeast(double ampere) -> !(limits.maxCurrentAmpere() < ampere);
                case Requirement.VoltageWithin(double low, double high) -> !(limits.minVoltageVolt() > low)
                        && !(limits.maxVoltageVolt() < high);
                case Requirement.Impedance(double low, double high) -> spec.impedance()
                        .filter(range -> range.minHertz() <= low && range.maxHertz() >= high).isPresent();
                case Requirement.Temperature(double wished) -> index.chamber[c] >= 0 && isOrMayBe(index.chambers[index.chamber[c]], wished);
            };
        }

        private static boolean isOrMayBe(Chamber chamber, double wished) {
            return !(Math.abs(chamber.temperatureCelsius() - wished) > SAME_TEMPERATURE_CELSIUS);
        }
    }
}
