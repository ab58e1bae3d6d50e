package coulombus.formats.facility;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import coulombus.core.facility.BenchRules;
import coulombus.core.facility.Chamber;
import coulombus.core.facility.ChannelSpec;
import coulombus.core.facility.Closure;
import coulombus.core.facility.Facility;
import coulombus.core.facility.SafetyGroup;
import coulombus.core.facility.SharedResource;
import coulombus.core.facility.UserGroup;
import coulombus.core.protocol.ChannelLimits;
import coulombus.core.protocol.StepType;
import coulombus.formats.yaml.QuantityText;
import coulombus.formats.yaml.YamlFields;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// The description of a facility: YAML in which every quantity carries its unit. `docs/reference/experiments.md` describes it.
public final class FacilityYaml {
    private static final Set<StepType> USUAL_STEPS = EnumSet.of(StepType.REST, StepType.CONSTANT_CURRENT, StepType.CONSTANT_VOLTAGE);

    private FacilityYaml() {}

    /// @throws YamlFormatException naming line and place of the first thing that is wrong
    public static Facility read(String text) {
        YamlFields fields = YamlFields.of(YamlNode.parse(text));
        String name = fields.required("facility", Function.identity());
        BenchRules bench = fields.optionalFields("bench").map(FacilityYaml::bench).orElse(BenchRules.SCANNED);
        List<UserGroup> groups = all(fields, "groups", FacilityYaml::group);
        List<Chamber> chambers = all(fields, "chambers", FacilityYaml::chamber);
        List<SharedResource> resources = all(fields, "shared_resources", FacilityYaml::resource);
        List<SafetyGroup> safety = all(fields, "safety_groups", FacilityYaml::safetyGroup);
        Map<String, Integer> lines = new HashMap<>();
        List<ChannelSpec> channels = new ArrayList<>();
        for (YamlNode node : YamlParts.items(fields.requiredNode("channels"))) {
            for (ChannelSpec channel : channels(YamlFields.of(node))) {
                Integer first = lines.putIfAbsent(channel.channelId(), node.line());
                if (first != null) {
                    throw node.refused("channel " + channel.channelId() + " is described a second time; the first is in line " + first);
                }
                channels.add(channel);
            }
        }
        List<Closure> closures = all(fields, "closures", FacilityYaml::closure);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new Facility(name, channels, chambers, resources, safety, groups, closures, bench));
    }

    private static <T> List<T> all(YamlFields fields, String key, Function<YamlFields, T> read) {
        return YamlParts.list(fields, key).stream().map(YamlFields::of).map(read).toList();
    }

    private static BenchRules bench(YamlFields fields) {
        var mount = fields.optional("mount", YamlParts.word(BenchRules.Confirmation.class)).orElse(BenchRules.SCANNED.mount());
        var unmount = fields.optional("unmount", YamlParts.word(BenchRules.Confirmation.class)).orElse(BenchRules.SCANNED.unmount());
        double mountTimeout = fields.optional("mount_timeout", QuantityText::second).orElse(BenchRules.SCANNED.mountTimeoutSecond());
        double startTimeout = fields.optional("start_timeout", QuantityText::second).orElse(BenchRules.SCANNED.startTimeoutSecond());
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new BenchRules(mount, unmount, mountTimeout, startTimeout));
    }

    private static UserGroup group(YamlFields fields) {
        String name = fields.required("name", Function.identity());
        double share = fields.optional("share", YamlParts::number).orElse(1.0);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new UserGroup(name, share));
    }

    private static Chamber chamber(YamlFields fields) {
        String id = fields.required("id", Function.identity());
        double celsius = fields.optional("temperature", QuantityText::celsius).orElse(Double.NaN);
        double energy = fields.optional("max_energy", QuantityText::wattHour).orElse(Double.NaN);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new Chamber(id, celsius, energy));
    }

    private static SharedResource resource(YamlFields fields) {
        String id = fields.required("id", Function.identity());
        int count = fields.optional("count", YamlParts::count).orElse(1);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new SharedResource(id, count));
    }

    private static SafetyGroup safetyGroup(YamlFields fields) {
        String id = fields.required("id", Function.identity());
        int cells = fields.optional("max_energized_cells", YamlParts::count).orElse(Integer.MAX_VALUE);
        double energy = fields.optional("max_energy", QuantityText::wattHour).orElse(Double.NaN);
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new SafetyGroup(id, cells, energy));
    }

    private static List<ChannelSpec> channels(YamlFields fields) {
        List<String> ids = YamlParts.items(fields.requiredNode("id")).stream()
                .flatMap(node -> YamlParts.value(node, ChannelIds::expanded).stream()).toList();
        String rack = fields.optional("rack", Function.identity()).orElse("");
        List<Double> voltage = fields.has("voltage")
                ? YamlParts.pair(fields.requiredNode("voltage"), QuantityText::volt, "[-5 V, 5 V]")
                : List.of(Double.NaN, Double.NaN);
        double current = fields.optional("current", QuantityText::ampere).orElse(Double.NaN);
        double power = fields.optional("power", QuantityText::watt).orElse(Double.NaN);
        List<StepType> steps = YamlParts.list(fields, "steps").stream().map(n -> YamlParts.value(n, YamlParts.word(StepType.class)))
                .toList();
        String accuracy = fields.optional("accuracy_class", Function.identity()).orElse("");
        Optional<ChannelSpec.ImpedanceRange> impedance = fields.optionalFields("impedance").map(FacilityYaml::impedance);
        Optional<String> chamber = fields.optional("chamber", Function.identity());
        Set<String> fixtures = new LinkedHashSet<>(YamlParts.texts(fields, "fixtures"));
        Optional<String> safety = fields.optional("safety_group", Function.identity());
        double calibration = fields.optional("calibration_due", YamlParts::unixSecond).orElse(Double.NaN);
        Map<String, String> labels = YamlParts.map(fields, "labels");
        fields.requireNoOther();
        return YamlParts.built(fields, () -> {
            ChannelLimits limits = new ChannelLimits(voltage.get(0), voltage.get(1), current,
                    steps.isEmpty() ? USUAL_STEPS : EnumSet.copyOf(steps));
            return ids.stream().map(id -> new ChannelSpec(id, rack, limits, power, accuracy, impedance, chamber, fixtures, safety,
                    calibration, labels)).toList();
        });
    }

    private static ChannelSpec.ImpedanceRange impedance(YamlFields fields) {
        double from = fields.required("from", QuantityText::hertz);
        double to = fields.required("to", QuantityText::hertz);
        Optional<String> multiplexer = fields.optional("multiplexer", Function.identity());
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new ChannelSpec.ImpedanceRange(from, to, multiplexer));
    }

    private static Closure closure(YamlFields fields) {
        String id = fields.required("id", Function.identity());
        Set<String> channels = new LinkedHashSet<>(YamlParts.items(fields.requiredNode("channels")).stream()
                .flatMap(node -> YamlParts.value(node, ChannelIds::expanded).stream()).toList());
        double from = fields.required("from", YamlParts::unixSecond);
        double until = fields.required("until", YamlParts::unixSecond);
        Optional<String> group = fields.optional("group", Function.identity());
        String why = fields.optional("why", Function.identity()).orElse("");
        fields.requireNoOther();
        return YamlParts.built(fields, () -> new Closure(id, channels, from, until, group, why));
    }
}
