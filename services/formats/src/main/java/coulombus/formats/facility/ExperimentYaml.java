package coulombus.formats.facility;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import coulombus.core.experiment.ExperimentSpec;
import coulombus.core.experiment.ExperimentSpec.ExpectedDuration;
import coulombus.core.experiment.ExperimentSpec.PriorityClass;
import coulombus.core.experiment.ExperimentSpec.VoltageWindow;
import coulombus.core.experiment.Placement;
import coulombus.core.experiment.Placement.Spread;
import coulombus.core.experiment.Requirement;
import coulombus.core.experiment.Requirement.Attribute;
import coulombus.formats.protocol.ProtocolFormatException;
import coulombus.formats.protocol.ProtocolYaml;
import coulombus.formats.yaml.QuantityText;
import coulombus.formats.yaml.YamlFields;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// An experiment: YAML in which every quantity carries its unit. `docs/reference/experiments.md` describes it.
public final class ExperimentYaml {
    private static final double START_WITHIN_SECOND = 600;

    private ExperimentYaml() {}

    /// Its protocol is read too, and found readable.
    ///
    /// @throws YamlFormatException naming line and place of the first thing that is wrong
    public static ExperimentSpec read(String text) {
        YamlFields fields = YamlFields.of(YamlNode.parse(text));
        String title = fields.required("experiment", Function.identity());
        String group = fields.required("group", Function.identity());
        PriorityClass priority = fields.optional("priority", YamlParts.word(PriorityClass.class)).orElse(PriorityClass.NORMAL);
        List<String> cells = YamlParts.items(fields.requiredNode("cells")).stream().map(YamlParts::text).toList();
        int minReplicates = fields.optional("min_replicates", YamlParts::count).orElse(cells.size());
        boolean together = fields.optional("start_together", YamlParts::truth).orElse(false);
        Optional<Spread> spread = fields.optionalFields("spread").map(ExperimentYaml::spread);
        List<Requirement> require = YamlParts.list(fields, "require").stream().map(n -> requirement(YamlFields.of(n))).toList();
        List<Placement.Preference> prefer = YamlParts.list(fields, "prefer").stream().map(n -> preference(YamlFields.of(n))).toList();
        Set<String> resources = new LinkedHashSet<>(YamlParts.texts(fields, "shared_resources"));
        double earliest = fields.optional("earliest_start", YamlParts::unixSecond).orElse(Double.NaN);
        double deadline = fields.optional("deadline", YamlParts::unixSecond).orElse(Double.NaN);
        double within = fields.optional("start_within", QuantityText::second).orElse(START_WITHIN_SECOND);
        Optional<ExpectedDuration> duration = fields.optionalFields("expected_duration").map(ExperimentYaml::duration);
        Optional<VoltageWindow> openCircuit = fields.has("open_circuit")
                ? Optional.of(window(fields.requiredNode("open_circuit")))
                : Optional.empty();
        String protocol = protocol(fields.requiredNode("protocol"));
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new ExperimentSpec(title, group, priority, cells, minReplicates, protocol,
                new Placement(require, prefer, spread, together, resources), earliest, deadline, within, duration, openCircuit));
    }

    private static String protocol(YamlNode node) {
        String text = YamlParts.text(node);
        try {
            ProtocolYaml.read(text);
            return text;
        } catch (ProtocolFormatException e) {
            // A block begins in the line after its indicator.
            String place = node.path() + (e.path().isEmpty() ? "" : "." + e.path());
            throw new YamlFormatException(node.line() + e.line(), place, e.reason());
        }
    }

    private static Spread spread(YamlFields fields) {
        Spread.Over over = fields.required("over", YamlParts.word(Spread.Over.class));
        boolean hard = fields.optional("hard", YamlParts::truth).orElse(true);
        fields.requireNoOther();
        return new Spread(over, hard);
    }

    private static ExpectedDuration duration(YamlFields fields) {
        double p50 = fields.required("p50", QuantityText::second);
        double p90 = fields.optional("p90", QuantityText::second).orElse(p50);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new ExpectedDuration(p50, p90));
    }

    private static VoltageWindow window(YamlNode node) {
        List<Double> both = YamlParts.pair(node, QuantityText::volt, "[-0.05 V, 0.05 V]");
        if (!(both.get(0) < both.get(1))) {
            throw node.refused("must be from low to high");
        }
        return new VoltageWindow(both.get(0), both.get(1));
    }

    private static Placement.Preference preference(YamlFields fields) {
        double weight = fields.optional("weight", YamlParts::number).orElse(1.0);
        Requirement what = requirement(fields);
        return YamlParts.built(fields, () -> new Placement.Preference(what, weight));
    }

    private static Requirement requirement(YamlFields fields) {
        List<Requirement> found = new ArrayList<>();
        if (fields.has("current")) {
            double ampere = fields.required("current", QuantityText::ampere);
            found.add(YamlParts.built(fields, () -> new Requirement.CurrentAtLeast(ampere)));
        }
        if (fields.has("voltage")) {
            List<Double> both = YamlParts.pair(fields.requiredNode("voltage"), QuantityText::volt, "[0 V, 5 V]");
            found.add(YamlParts.built(fields, () -> new Requirement.VoltageWithin(both.get(0), both.get(1))));
        }
        if (fields.has("impedance")) {
            List<Double> both = YamlParts.pair(fields.requiredNode("impedance"), QuantityText::hertz, "[10 mHz, 100 kHz]");
            found.add(YamlParts.built(fields, () -> new Requirement.Impedance(both.get(0), both.get(1))));
        }
        if (fields.has("temperature")) {
            double celsius = fields.required("temperature", QuantityText::celsius);
            found.add(new Requirement.Temperature(celsius));
        }
        for (Attribute attribute : Attribute.values()) {
            String key = attribute.name().toLowerCase(Locale.ROOT);
            if (!fields.has(key)) {
                continue;
            }
            if (attribute == Attribute.LABEL) {
                YamlFields labels = fields.requiredFields(key);
                labels.keys().forEach(name -> found.add(oneOf(labels, attribute, name, YamlParts.texts(labels, name))));
            } else {
                found.add(oneOf(fields, attribute, "", YamlParts.texts(fields, key)));
            }
        }
        fields.requireNoOther();
        if (found.size() != 1) {
            throw fields.refused("must state one thing, e.g. {current: 5 A} or {fixture: [coin]}; states " + found.size());
        }
        return found.getFirst();
    }

    private static Requirement oneOf(YamlFields fields, Attribute attribute, String label, List<String> values) {
        return YamlParts.built(fields, () -> new Requirement.OneOf(attribute, label, Set.copyOf(values)));
    }
}
