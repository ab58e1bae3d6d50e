package coulombus.formats.protocol;

import java.math.BigDecimal;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import coulombus.core.halfcycle.Direction;
import coulombus.core.protocol.CurrentQuantity;
import coulombus.core.protocol.End;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ResolvedSafetyLimits;
import coulombus.core.protocol.Step;

/// Writes the JSON of aurora-unicycler.
final class UnicyclerWriter {
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    private static final String ZERO = "of 0 V cannot be written: aurora-unicycler takes 0 as not set";
    private static final double LOWEST_HERTZ = 1e-5;
    private static final double HIGHEST_HERTZ = 1e5;

    private final ResolvedProtocol protocol;
    private final PlainProgram program;

    UnicyclerWriter(ResolvedProtocol protocol) {
        this.protocol = protocol;
        this.program = PlainProgram.ofUnicycler(protocol);
    }

    UnicyclerJson.Exported write() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode sample = root.putObject("sample");
        sample.put("name", protocol.cell().cellId().isEmpty() ? "$NAME" : protocol.cell().cellId());
        if (!Double.isNaN(protocol.cell().nominalCapacityAh())) {
            sample.put("capacity_mAh", milli(protocol.cell().nominalCapacityAh()));
        }
        program.remark(-1, "protocol", "the name has no place in the format");
        record(root.putObject("record"), protocol.protocol().recording());
        safety(root.putObject("safety"), protocol.safety());
        ArrayNode method = root.putArray("method");
        for (int i = 0; i < program.steps().size(); i++) {
            step(method.addObject(), program.steps().get(i), i);
        }
        program.requireNoProblem();
        try {
            return new UnicyclerJson.Exported(JSON.writeValueAsString(root) + "\n", program.remarks());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written", e);
        }
    }

    private void record(ObjectNode record, RecordingRule rule) {
        if (Double.isNaN(rule.timeSecond())) {
            program.problem(-1, "recording.time", "must be stated for aurora-unicycler");
            return;
        }
        record.put("time_s", plain(rule.timeSecond()));
        if (!Double.isNaN(rule.voltageVolt())) {
            record.put("voltage_V", plain(rule.voltageVolt()));
        }
        if (!Double.isNaN(rule.currentAmpere())) {
            record.put("current_mA", milli(rule.currentAmpere()));
        }
    }

    private void safety(ObjectNode safety, ResolvedSafetyLimits limits) {
        if (limits.voltageMaxVolt() == 0) {
            program.problem(-1, "safety.voltage_max", ZERO);
        }
        if (limits.voltageMinVolt() == 0) {
            program.problem(-1, "safety.voltage_min", ZERO);
        }
        putUnlessNaN(safety, "max_voltage_V", limits.voltageMaxVolt());
        putUnlessNaN(safety, "min_voltage_V", limits.voltageMinVolt());
        if (!Double.isNaN(limits.currentMaxAmpere())) {
            safety.put("max_current_mA", milli(limits.currentMaxAmpere()));
        }
        if (!Double.isNaN(limits.currentMinAmpere())) {
            safety.put("min_current_mA", milli(limits.currentMinAmpere()));
        }
        if (!Double.isNaN(limits.capacityMaxAh())) {
            safety.put("max_capacity_mAh", milli(limits.capacityMaxAh()));
        }
        safety.put("delay_s", plain(limits.delaySecond()));
    }

    private void step(ObjectNode json, PlainStep step, int index) {
        switch (step) {
            case PlainStep.Rest rest -> json.put("step", "open_circuit_voltage").put("until_time_s", plain(rest.timeSecond()));
            case PlainStep.Tag tag -> json.put("step", "tag").put("tag", tag.name());
            case PlainStep.Loop loop -> loop(json, loop, index);
            case PlainStep.ConstantCurrent current -> {
                json.put("step", "constant_current");
                current(json, "rate_C", "current_mA", current.currentAmpere(), stated(current.source()));
                putUnlessNaN(json, "until_time_s", current.timeSecond());
                if (current.stopVoltageVolt() == 0) {
                    program.problem(current.source(), "until.voltage", ZERO);
                }
                putUnlessNaN(json, "until_voltage_V", current.stopVoltageVolt());
            }
            case PlainStep.ConstantVoltage voltage -> constantVoltage(json, voltage);
            case PlainStep.Ramp ramp -> throw new IllegalStateException("refused before");
            case PlainStep.Impedance impedance -> impedance(json, impedance);
        }
        overriddenRecord(step.source());
    }

    private void loop(ObjectNode json, PlainStep.Loop loop, int index) {
        json.put("step", "loop");
        if (loop.tag().isPresent()) {
            json.put("loop_to", loop.tag().get());
        } else {
            if (loop.target() + 1 >= index) {
                program.problem(loop.source(), "loop",
                        "aurora-unicycler refuses a loop over a single step by its place; put a tag before it");
            }
            json.put("loop_to", loop.target() + 1);
        }
        json.put("cycle_count", loop.executions());
    }

    private void constantVoltage(ObjectNode json, PlainStep.ConstantVoltage step) {
        if (!Double.isNaN(step.currentLimitAmpere())) {
            program.problem(step.source(), "current_limit", "aurora-unicycler has no limit of the current at a constant voltage");
        }
        json.put("step", "constant_voltage").put("voltage_V", plain(step.voltageVolt()));
        putUnlessNaN(json, "until_time_s", step.timeSecond());
        if (!Double.isNaN(step.stopCurrentAmpere())) {
            int sign = step.direction().orElse(Direction.CHARGE).sign();
            Optional<CurrentQuantity> stated = protocol.protocol().steps().get(step.source()) instanceof Step.ConstantVoltage voltage
                    ? voltage.ends().stream().filter(End.Current.class::isInstance).map(end -> ((End.Current) end).current()).findFirst()
                    : Optional.empty();
            current(json, "until_rate_C", "until_current_mA", sign * step.stopCurrentAmpere(),
                    stated.map(quantity -> sign < 0 ? quantity.reversed() : quantity));
        }
    }

    private void impedance(ObjectNode json, PlainStep.Impedance plain) {
        Step.Impedance step = plain.step();
        json.put("step", "impedance_spectroscopy");
        switch (step.amplitude()) {
            case Step.Amplitude.OfVoltage voltage -> json.put("amplitude_V", plain(voltage.amplitudeVolt()));
            case Step.Amplitude.OfCurrent current -> json.put("amplitude_mA", milli(current.amplitudeAmpere()));
        }
        requireFrequency(plain.source(), "from", step.startHertz());
        requireFrequency(plain.source(), "to", step.endHertz());
        json.put("start_frequency_Hz", plain(step.startHertz())).put("end_frequency_Hz", plain(step.endHertz()));
        json.put("points_per_decade", step.pointsPerDecade()).put("measures_per_point", step.measuresPerPoint());
    }

    private void requireFrequency(int source, String part, double hertz) {
        if (hertz < LOWEST_HERTZ || hertz > HIGHEST_HERTZ) {
            program.problem(source, part, "must lie in 1e-5 Hz to 1e5 Hz for aurora-unicycler; was " + hertz + " Hz");
        }
    }

    /// As a rate where the protocol states a rate, else in mA.
    private static void current(ObjectNode json, String rateField, String currentField, double ampere, Optional<CurrentQuantity> stated) {
        if (stated.isPresent() && stated.get() instanceof CurrentQuantity.CRate rate) {
            json.put(rateField, plain(rate.ratePerHour()));
        } else {
            json.put(currentField, milli(ampere));
        }
    }

    private Optional<CurrentQuantity> stated(int source) {
        return switch (protocol.protocol().steps().get(source)) {
            case Step.ConstantCurrent current -> Optional.of(current.current());
            case Step.Pulse pulse -> Optional.of(pulse.current());
            default -> Optional.empty();
        };
    }

    private void overriddenRecord(int source) {
        if (!protocol.recordingOf(source).equals(protocol.protocol().recording())) {
            program.remark(source, "recording", "has no place in the format: the protocol's rule holds there");
        }
    }

    private static void putUnlessNaN(ObjectNode json, String field, double value) {
        if (!Double.isNaN(value)) {
            json.put(field, plain(value));
        }
    }

    private static BigDecimal plain(double value) {
        return whole(BigDecimal.valueOf(value));
    }

    private static BigDecimal milli(double value) {
        return whole(BigDecimal.valueOf(value).movePointRight(3));
    }

    private static BigDecimal whole(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
