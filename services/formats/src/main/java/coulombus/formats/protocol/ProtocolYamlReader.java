package coulombus.formats.protocol;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import coulombus.core.detection.FindingKind;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.FindingAction;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;
import coulombus.formats.yaml.QuantityText;
import coulombus.formats.yaml.YamlFields;
import coulombus.formats.yaml.YamlFormatException;
import coulombus.formats.yaml.YamlNode;

/// Reads a protocol from a tree. Whatever a record of the core refuses is told with the line it stands in.
final class ProtocolYamlReader {
    private static final Pattern PLACE = Pattern.compile("steps\\[(\\d{1,6})]");
    private static final Set<String> KINDS = new LinkedHashSet<>(List.of("rest", "constant_current", "constant_voltage", "loop", "tag",
            "voltage_sweep", "impedance", "pulse"));
    private static final int POINTS_PER_DECADE = 10;

    private final YamlNode root;

    ProtocolYamlReader(YamlNode root) {
        this.root = root;
    }

    CyclingProtocol read() {
        YamlFields fields = YamlFields.of(root);
        String name = fields.required("protocol", Function.identity());
        RecordingRule recording = recording(fields.requiredFields("recording"), "");
        SafetyLimits safety = fields.optionalFields("safety").map(this::safety).orElse(SafetyLimits.NONE);
        Map<FindingKind, FindingAction> onFinding = fields.optionalFields("on_finding").map(this::onFinding).orElse(Map.of());
        List<Step> steps = steps(fields.requiredNode("steps"));
        fields.requireNoOther();
        return built("", () -> new CyclingProtocol(name, steps, recording, safety, onFinding));
    }

    private List<Step> steps(YamlNode node) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            throw node.refused("must be a list of steps");
        }
        List<Step> steps = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            steps.add(step(YamlFields.of(item)));
        }
        return steps;
    }

    private Step step(YamlFields fields) {
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            throw fields.refused(kinds.isEmpty() ? "must state one of " + KINDS : "must be one step; states " + kinds);
        }
        Step step = switch (kinds.getFirst()) {
            case "rest" -> {
                double second = fields.required("rest", QuantityText::second);
                Optional<RecordingRule> rule = override(fields);
                yield built(fields.path(), () -> new Step.Rest(second, rule));
            }
            case "constant_current" -> {
                var current = fields.required("constant_current", QuantityText::current);
                List<End> ends = ends(fields);
                Optional<RecordingRule> rule = override(fields);
                yield built(fields.path(), () -> new Step.ConstantCurrent(current, ends, rule));
            }
            case "constant_voltage" -> {
                double volt = fields.required("constant_voltage", QuantityText::volt);
                var limit = fields.optional("current_limit", QuantityText::current);
                List<End> ends = ends(fields);
                Optional<RecordingRule> rule = override(fields);
                yield built(fields.path(), () -> new Step.ConstantVoltage(volt, limit, ends, rule));
            }
            case "loop" -> {
                LoopTarget target = target(fields.required("loop", Function.identity()));
                int executions = fields.required("executions", ProtocolYamlReader::count);
                yield built(fields.path(), () -> new Step.Loop(target, executions));
            }
            case "tag" -> {
                String tag = fields.required("tag", Function.identity());
                yield built(fields.path(), () -> new Step.Tag(tag));
            }
            case "voltage_sweep" -> {
                double rate = fields.required("voltage_sweep", QuantityText::voltPerSecond);
                double from = fields.required("from", QuantityText::volt);
                double to = fields.required("to", QuantityText::volt);
                int cycles = fields.required("cycles", ProtocolYamlReader::count);
                Optional<RecordingRule> rule = override(fields);
                yield built(fields.path(), () -> new Step.VoltageSweep(rate, from, to, cycles, rule));
            }
            case "impedance" -> impedance(fields);
            default -> pulse(fields);
        };
        fields.requireNoOther();
        return step;
    }

    private Step impedance(YamlFields fields) {
        Step.Amplitude amplitude = fields.required("impedance", text -> QuantityText.isVoltage(text)
                ? new Step.Amplitude.OfVoltage(QuantityText.volt(text))
                : new Step.Amplitude.OfCurrent(QuantityText.ampere(text)));
        double from = fields.required("from", QuantityText::hertz);
        double to = fields.required("to", QuantityText::hertz);
        int points = fields.optional("points_per_decade", ProtocolYamlReader::count).orElse(POINTS_PER_DECADE);
        int measures = fields.optional("measures_per_point", ProtocolYamlReader::count).orElse(1);
        return built(fields.path(), () -> new Step.Impedance(from, to, points, amplitude, measures));
    }

    private Step pulse(YamlFields fields) {
        var current = fields.required("pulse", QuantityText::current);
        double on = fields.required("pulse_time", QuantityText::second);
        double off = fields.required("rest_time", QuantityText::second);
        int count = fields.required("count", ProtocolYamlReader::count);
        Optional<End.Voltage> until = fields.optionalFields("until").map(ends -> {
            double volt = ends.required("voltage", QuantityText::volt);
            ends.requireNoOther();
            return new End.Voltage(volt);
        });
        Optional<RecordingRule> rule = override(fields);
        return built(fields.path(), () -> new Step.Pulse(current, on, off, count, until, rule));
    }

    private List<End> ends(YamlFields step) {
        YamlFields fields = step.requiredFields("until");
        List<End> ends = new ArrayList<>();
        for (String key : fields.keys()) {
            ends.add(switch (key) {
                case "capacity" -> new End.Capacity(fields.required(key, QuantityText::charge));
                case "voltage" -> new End.Voltage(fields.required(key, QuantityText::volt));
                case "time" -> {
                    double second = fields.required(key, QuantityText::second);
                    yield built(step.path() + ".until", () -> new End.Time(second));
                }
                case "current" -> {
                    var current = fields.required(key, QuantityText::current);
                    yield built(step.path() + ".until", () -> new End.Current(current));
                }
                case "capacity_of" -> {
                    YamlFields relative = fields.requiredFields(key);
                    Optional<String> tag = relative.optional("tag", Function.identity());
                    double times = relative.required("times", QuantityText::ratio);
                    relative.requireNoOther();
                    yield built(step.path() + ".until", () -> new End.RelativeCapacity(times, tag));
                }
                default -> throw fields.unknown(key, List.of("capacity", "capacity_of", "voltage", "time", "current"));
            });
        }
        return ends;
    }

    private Optional<RecordingRule> override(YamlFields step) {
        return step.optionalFields("recording").map(fields -> recording(fields, step.path()));
    }

    private RecordingRule recording(YamlFields fields, String path) {
        double time = fields.optional("time", QuantityText::second).orElse(Double.NaN);
        double voltage = fields.optional("voltage", QuantityText::volt).orElse(Double.NaN);
        double current = fields.optional("current", QuantityText::ampere).orElse(Double.NaN);
        fields.requireNoOther();
        return built(path, () -> new RecordingRule(time, voltage, current));
    }

    private SafetyLimits safety(YamlFields fields) {
        double low = fields.optional("voltage_min", QuantityText::volt).orElse(Double.NaN);
        double high = fields.optional("voltage_max", QuantityText::volt).orElse(Double.NaN);
        var currentMin = fields.optional("current_min", QuantityText::current);
        var currentMax = fields.optional("current_max", QuantityText::current);
        var capacity = fields.optional("capacity_max", QuantityText::charge);
        double delay = fields.optional("delay", QuantityText::second).orElse(0.0);
        double temperature = fields.optional("temperature_max", QuantityText::celsius).orElse(Double.NaN);
        fields.requireNoOther();
        return built("", () -> new SafetyLimits(low, high, currentMin, currentMax, capacity, delay, temperature));
    }

    private Map<FindingKind, FindingAction> onFinding(YamlFields fields) {
        Map<FindingKind, FindingAction> actions = new EnumMap<>(FindingKind.class);
        for (String key : fields.keys()) {
            FindingKind kind = constant(FindingKind.values(), key).orElseThrow(() -> fields.unknown(key, words(FindingKind.values())));
            actions.put(kind, fields.required(key, text -> constant(FindingAction.values(), text).orElseThrow(
                    () -> new IllegalArgumentException("must be one of " + words(FindingAction.values()) + "; was \"" + text + "\""))));
        }
        return actions;
    }

    private static LoopTarget target(String text) {
        Matcher place = PLACE.matcher(text);
        return place.matches() ? new LoopTarget.ToStep(Integer.parseInt(place.group(1))) : new LoopTarget.ToTag(text);
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number; was \"" + text + "\"", e);
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] all, String word) {
        for (E one : all) {
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static List<String> words(Enum<?>[] all) {
        return List.of(all).stream().map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    }

    /// Builds a record of the core; what it refuses (`until.voltage: must ...`) is told with its line.
    private <T> T built(String path, Supplier<T> record) {
        try {
            return record.get();
        } catch (YamlFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            int colon = message.indexOf(": ");
            String part = colon < 0 ? "" : message.substring(0, colon);
            String place = path.isEmpty() || part.isEmpty() ? path + part : path + "." + part;
            throw new YamlFormatException(root.lineOf(place), place, colon < 0 ? message : message.substring(colon + 2));
        }
    }
}
