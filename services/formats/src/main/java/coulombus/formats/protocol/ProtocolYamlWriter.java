package coulombus.formats.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;
import coulombus.formats.yaml.QuantityText;

/// Writes a protocol the way a person would: one step an entry, its ends on one line.
final class ProtocolYamlWriter {
    /// Words that YAML takes for texts in any version, quoted or not.
    private static final Pattern PLAIN = Pattern.compile("(?!(?i:true|false|yes|no|on|off|null|y|n)$)[A-Za-z][A-Za-z0-9_-]*");
    private final CyclingProtocol protocol;
    private final StringBuilder text = new StringBuilder();

    ProtocolYamlWriter(CyclingProtocol protocol) {
        this.protocol = protocol;
    }

    String write() {
        line("protocol: " + quoted(protocol.name()));
        line("recording: " + recording(protocol.recording()));
        List<String> safety = safety(protocol.safety());
        if (!safety.isEmpty()) {
            line("safety: " + flow(safety));
        }
        if (!protocol.onFinding().isEmpty()) {
            List<String> actions = new ArrayList<>();
            new TreeMap<>(protocol.onFinding()).forEach((kind, action) -> actions.add(word(kind) + ": " + word(action)));
            line("on_finding: " + flow(actions));
        }
        line("steps:");
        protocol.steps().forEach(this::step);
        return text.toString();
    }

    private void step(Step step) {
        switch (step) {
            case Step.Rest rest -> {
                line("  - rest: " + QuantityText.ofSecond(rest.durationSecond()));
                override(rest.recording());
            }
            case Step.ConstantCurrent current -> {
                line("  - constant_current: " + QuantityText.of(current.current()));
                line("    until: " + ends(current.ends()));
                override(current.recording());
            }
            case Step.ConstantVoltage voltage -> {
                line("  - constant_voltage: " + QuantityText.ofVolt(voltage.voltageVolt()));
                voltage.currentLimit().ifPresent(limit -> line("    current_limit: " + QuantityText.of(limit)));
                line("    until: " + ends(voltage.ends()));
                override(voltage.recording());
            }
            case Step.Loop loop -> {
                line("  - loop: " + switch (loop.target()) {
                    case LoopTarget.ToTag tag -> quoted(tag.tag());
                    case LoopTarget.ToStep place -> place.toString();
                });
                line("    executions: " + loop.executions());
            }
            case Step.Tag tag -> line("  - tag: " + quoted(tag.name()));
            case Step.VoltageSweep sweep -> {
                line("  - voltage_sweep: " + QuantityText.ofVoltPerSecond(sweep.scanRateVoltPerSecond()));
                line("    from: " + QuantityText.ofVolt(sweep.startVolt()));
                line("    to: " + QuantityText.ofVolt(sweep.turnVolt()));
                line("    cycles: " + sweep.cycles());
                override(sweep.recording());
            }
            case Step.Impedance impedance -> {
                line("  - impedance: " + switch (impedance.amplitude()) {
                    case Step.Amplitude.OfVoltage voltage -> QuantityText.ofVolt(voltage.amplitudeVolt());
                    case Step.Amplitude.OfCurrent current -> QuantityText.ofAmpere(current.amplitudeAmpere());
                });
                line("    from: " + QuantityText.ofHertz(impedance.startHertz()));
                line("    to: " + QuantityText.ofHertz(impedance.endHertz()));
                line("    points_per_decade: " + impedance.pointsPerDecade());
                line("    measures_per_point: " + impedance.measuresPerPoint());
            }
            case Step.Pulse pulse -> {
                line("  - pulse: " + QuantityText.of(pulse.current()));
                line("    pulse_time: " + QuantityText.ofSecond(pulse.pulseSecond()));
                line("    rest_time: " + QuantityText.ofSecond(pulse.restSecond()));
                line("    count: " + pulse.count());
                pulse.untilVoltage().ifPresent(end -> line("    until: " + ends(List.of(end))));
                override(pulse.recording());
            }
        }
    }

    private void override(Optional<RecordingRule> rule) {
        rule.ifPresent(present -> line("    recording: " + recording(present)));
    }

    private static String ends(List<End> ends) {
        return flow(ends.stream().map(end -> end.word() + ": " + switch (end) {
            case End.Capacity capacity -> QuantityText.of(capacity.capacity());
            case End.Voltage voltage -> QuantityText.ofVolt(voltage.voltageVolt());
            case End.Time time -> QuantityText.ofSecond(time.timeSecond());
            case End.Current current -> QuantityText.of(current.current());
            case End.RelativeCapacity relative -> "{" + relative.tag().map(tag -> "tag: " + quoted(tag) + ", ").orElse("") + "times: "
                    + QuantityText.ofRatio(relative.timesRatio()) + "}";
        }).toList());
    }

    private static String recording(RecordingRule rule) {
        List<String> entries = new ArrayList<>();
        if (!Double.isNaN(rule.timeSecond())) {
            entries.add("time: " + QuantityText.ofSecond(rule.timeSecond()));
        }
        if (!Double.isNaN(rule.voltageVolt())) {
            entries.add("voltage: " + QuantityText.ofVolt(rule.voltageVolt()));
        }
        if (!Double.isNaN(rule.currentAmpere())) {
            entries.add("current: " + QuantityText.ofAmpere(rule.currentAmpere()));
        }
        return flow(entries);
    }

    private static List<String> safety(SafetyLimits limits) {
        List<String> entries = new ArrayList<>();
        if (!Double.isNaN(limits.voltageMinVolt())) {
            entries.add("voltage_min: " + QuantityText.ofVolt(limits.voltageMinVolt()));
        }
        if (!Double.isNaN(limits.voltageMaxVolt())) {
            entries.add("voltage_max: " + QuantityText.ofVolt(limits.voltageMaxVolt()));
        }
        limits.currentMin().ifPresent(current -> entries.add("current_min: " + QuantityText.of(current)));
        limits.currentMax().ifPresent(current -> entries.add("current_max: " + QuantityText.of(current)));
        limits.capacityMax().ifPresent(capacity -> entries.add("capacity_max: " + QuantityText.of(capacity)));
        if (limits.delaySecond() > 0) {
            entries.add("delay: " + QuantityText.ofSecond(limits.delaySecond()));
        }
        if (!Double.isNaN(limits.temperatureMaxCelsius())) {
            entries.add("temperature_max: " + QuantityText.ofCelsius(limits.temperatureMaxCelsius()));
        }
        return entries;
    }

    private void line(String content) {
        text.append(content).append('\n');
    }

    private static String flow(List<String> entries) {
        return "{" + String.join(", ", entries) + "}";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// Plain where it is a plain word, else in double quotes with everything escaped that YAML does not print.
    private static String quoted(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~' || c >= 0xA0 && c < 0x2028 || c > 0x2029 && c < 0xD800 || c >= 0x10000 && c < 0x1FFFE) {
                quoted.appendCodePoint(c);
            } else if (c < 0x10000) {
                quoted.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                quoted.append(String.format(Locale.ROOT, "\\U%08X", c));
            }
        });
        return quoted.append('"').toString();
    }
}
