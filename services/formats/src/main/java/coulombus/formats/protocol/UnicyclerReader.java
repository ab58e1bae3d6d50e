package coulombus.formats.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import coulombus.core.protocol.ChargeQuantity;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.CyclingProtocol;
import coulombus.core.protocol.End;
import coulombus.core.protocol.LoopTarget;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.SafetyLimits;
import coulombus.core.protocol.Step;

/// Reads the JSON of aurora-unicycler.
final class UnicyclerReader {
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int POINTS_PER_DECADE = 10;

    private final String name;
    private final List<String> remarks = new ArrayList<>();

    UnicyclerReader(String name) {
        this.name = name;
    }

    UnicyclerJson.Imported read(String text) {
        UnicyclerFields root = new UnicyclerFields(parse(text), "", remarks);
        root.node("unicycler");
        UnicyclerFields sample = part(root, "sample");
        String sampleName = sample.text("name").orElse("");
        double capacityAh = sample.number("capacity_mAh").map(UnicyclerReader::milli).orElse(Double.NaN);
        sample.remarkOthers();
        RecordingRule recording = recording(part(root, "record"));
        SafetyLimits safety = safety(part(root, "safety"));
        List<Step> steps = steps(root);
        root.remarkOthers();
        CyclingProtocol protocol = built("", () -> new CyclingProtocol(name, steps, recording, safety));
        return new UnicyclerJson.Imported(protocol, sampleName, capacityAh, remarks);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProtocolFormatException(line, "", "is no JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    private UnicyclerFields part(UnicyclerFields root, String field) {
        return new UnicyclerFields(root.node(field).orElse(JSON.createObjectNode()), field, remarks);
    }

    private RecordingRule recording(UnicyclerFields record) {
        double time = record.number("time_s").orElseThrow(() -> record.refused("time_s", "must be stated")).doubleValue();
        double voltage = record.numberButZero("voltage_V").map(BigDecimal::doubleValue).orElse(Double.NaN);
        double current = record.numberButZero("current_mA").map(UnicyclerReader::milli).orElse(Double.NaN);
        record.remarkOthers();
        return built("", () -> new RecordingRule(time, voltage, current));
    }

    private SafetyLimits safety(UnicyclerFields safety) {
        double low = safety.numberButZero("min_voltage_V").map(BigDecimal::doubleValue).orElse(Double.NaN);
        double high = safety.numberButZero("max_voltage_V").map(BigDecimal::doubleValue).orElse(Double.NaN);
        Optional<BigDecimal> currentMin = safety.numberButZero("min_current_mA");
        Optional<BigDecimal> currentMax = safety.numberButZero("max_current_mA");
        Optional<BigDecimal> capacity = safety.numberButZero("max_capacity_mAh");
        double delay = safety.number("delay_s").map(BigDecimal::doubleValue).orElse(0.0);
        safety.remarkOthers();
        return built("", () -> new SafetyLimits(low, high, currentMin.map(UnicyclerReader::absolute),
                currentMax.map(UnicyclerReader::absolute), capacity.map(mAh -> new ChargeQuantity.Absolute(milli(mAh))), delay,
                Double.NaN));
    }

    private List<Step> steps(UnicyclerFields root) {
        JsonNode method = root.node("method").orElseThrow(() -> root.refused("method", "must be stated"));
        if (!method.isArray()) {
            throw root.refused("method", "must be a list of steps");
        }
        List<Step> steps = new ArrayList<>();
        for (JsonNode item : method) {
            steps.add(step(new UnicyclerFields(item, "method[" + steps.size() + "]", remarks)));
        }
        return steps;
    }

    private Step step(UnicyclerFields fields) {
        String kind = fields.text("step").orElseThrow(() -> fields.refused("step", "must be stated"));
        fields.node("id").ifPresent(id -> fields.remark("id", "was left out; it was " + id));
        Step step = built(fields.path(""), () -> switch (kind) {
            case "open_circuit_voltage" -> new Step.Rest(fields.numberButZero("until_time_s")
                    .orElseThrow(() -> fields.refused("until_time_s", "must be stated")).doubleValue());
            case "constant_current" -> constantCurrent(fields);
            case "constant_voltage" -> constantVoltage(fields);
            case "impedance_spectroscopy" -> impedance(fields);
            case "loop" -> new Step.Loop(target(fields), fields.count("cycle_count"));
            case "tag" -> new Step.Tag(fields.text("tag").orElse(""));
            default -> throw fields.refused("step", "must be one of open_circuit_voltage, constant_current, constant_voltage, "
                    + "impedance_spectroscopy, loop, tag; was " + kind);
        });
        fields.remarkOthers();
        return step;
    }

    private Step constantCurrent(UnicyclerFields fields) {
        CurrentQuantity current = current(fields, "rate_C", "current_mA").orElseThrow(
                () -> fields.refused("current_mA", "must be stated, or rate_C, and not be 0"));
        List<End> ends = new ArrayList<>();
        fields.numberButZero("until_voltage_V").ifPresent(volt -> ends.add(new End.Voltage(volt.doubleValue())));
        fields.numberButZero("until_time_s").ifPresent(second -> ends.add(new End.Time(second.doubleValue())));
        if (ends.isEmpty()) {
            throw fields.refused("until_time_s", "must be stated, or until_voltage_V, and not be 0: 0 counts as not set");
        }
        return new Step.ConstantCurrent(current, ends, Optional.empty());
    }

    private Step constantVoltage(UnicyclerFields fields) {
        double volt = fields.number("voltage_V").orElseThrow(() -> fields.refused("voltage_V", "must be stated")).doubleValue();
        List<End> ends = new ArrayList<>();
        current(fields, "until_rate_C", "until_current_mA")
                .ifPresent(current -> ends.add(new End.Current(current.sign() < 0 ? current.reversed() : current)));
        fields.numberButZero("until_time_s").ifPresent(second -> ends.add(new End.Time(second.doubleValue())));
        if (ends.isEmpty()) {
            throw fields.refused("until_time_s", "must be stated, or until_current_mA or until_rate_C, and not be 0: 0 counts as not set");
        }
        return new Step.ConstantVoltage(volt, Optional.empty(), ends, Optional.empty());
    }

    /// The rate comes first where both are stated.
    private Optional<CurrentQuantity> current(UnicyclerFields fields, String rateField, String currentField) {
        Optional<Double> rate = fields.rateButZero(rateField);
        Optional<BigDecimal> milliampere = fields.numberButZero(currentField);
        if (rate.isPresent() && milliampere.isPresent()) {
            fields.remark(currentField, "was left out: " + rateField + " is stated too and comes first");
        }
        return rate.isPresent() ? rate.map(CurrentQuantity.CRate::new) : milliampere.map(UnicyclerReader::absolute);
    }

    private Step impedance(UnicyclerFields fields) {
        Optional<BigDecimal> volt = fields.numberButZero("amplitude_V");
        Optional<BigDecimal> milliampere = fields.numberButZero("amplitude_mA");
        if (volt.isPresent() == milliampere.isPresent()) {
            throw fields.refused("amplitude_V", "must be stated, or amplitude_mA, not both");
        }
        Step.Amplitude amplitude = volt.isPresent()
                ? new Step.Amplitude.OfVoltage(volt.get().doubleValue())
                : new Step.Amplitude.OfCurrent(milli(milliampere.get()));
        double from = fields.number("start_frequency_Hz").orElseThrow(() -> fields.refused("start_frequency_Hz", "must be stated"))
                .doubleValue();
        double to = fields.number("end_frequency_Hz").orElseThrow(() -> fields.refused("end_frequency_Hz", "must be stated"))
                .doubleValue();
        int points = fields.node("points_per_decade").isPresent() ? fields.count("points_per_decade") : POINTS_PER_DECADE;
        int measures = fields.node("measures_per_point").isPresent() ? fields.count("measures_per_point") : 1;
        if (fields.node("drift_correction").filter(JsonNode::asBoolean).isPresent()) {
            fields.remark("drift_correction", "was left out: steps here do not have it");
        }
        return new Step.Impedance(from, to, points, amplitude, measures);
    }

    /// A number counts the entries of the method from 1, tags included.
    private static LoopTarget target(UnicyclerFields fields) {
        Optional<JsonNode> target = fields.node("loop_to");
        if (target.filter(JsonNode::isTextual).isPresent()) {
            return new LoopTarget.ToTag(target.get().textValue());
        }
        return new LoopTarget.ToStep((target.isEmpty() ? 1 : fields.count("loop_to")) - 1);
    }

    private static CurrentQuantity absolute(BigDecimal milliampere) {
        return new CurrentQuantity.Absolute(milli(milliampere));
    }

    private static double milli(BigDecimal value) {
        return value.movePointLeft(3).doubleValue();
    }

    /// Builds a record of the core; what it refuses is told with its place in the method.
    private static <T> T built(String path, Supplier<T> record) {
        try {
            return record.get();
        } catch (ProtocolFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            int colon = message.indexOf(": ");
            String part = (path + (colon < 0 ? "" : message.substring(0, colon))).replace("steps[", "method[");
            throw new ProtocolFormatException(0, part, colon < 0 ? message : message.substring(colon + 2));
        }
    }
}
