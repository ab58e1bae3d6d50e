package coulombus.formats.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import coulombus.core.halfcycle.Direction;
import coulombus.core.protocol.RecordingRule;
import coulombus.core.protocol.ResolvedProtocol;
import coulombus.core.protocol.ResolvedSafetyLimits;

/// Writes the elements of a Neware step file.
final class NewareStepFileWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final String CLIENT = "BTS Client 8.0.0.478(2024.06.24)(R3)";
    private static final int CHARGE = 1;
    private static final int DISCHARGE = 2;
    private static final int CONSTANT_VOLTAGE_CHARGE = 3;
    private static final int REST = 4;
    private static final int LOOP = 5;
    private static final int END = 6;
    private static final int CONSTANT_VOLTAGE_DISCHARGE = 19;
    private static final int RAMP = 25;
    /// Currents are written to the nA.
    private static final int MILLIAMPERE_DIGITS = 6;

    private final ResolvedProtocol protocol;
    private final NewareStepFile.Header header;
    private final PlainProgram program;
    private final IndentedXml xml = new IndentedXml();
    private final List<Integer> protocolSteps = new ArrayList<>();

    NewareStepFileWriter(ResolvedProtocol protocol, NewareStepFile.Header header) {
        this.protocol = protocol;
        this.header = header;
        this.program = PlainProgram.ofNeware(protocol);
    }

    NewareStepFile write() {
        int[] stepIds = stepIds();
        xml.open("root");
        xml.open("config", "type", "Step File", "version", "17", "client_version", CLIENT, "date", DATE.format(header.date()), "Guid",
                header.guid().toString());
        head();
        xml.open("Whole_Prt");
        protect(protocol.safety());
        record(protocol.protocol().recording());
        xml.close();
        xml.open("Step_Info", "Num", String.valueOf(protocolSteps.size()));
        for (int i = 0; i < program.steps().size(); i++) {
            step(stepIds[i], program.steps().get(i), i, stepIds);
        }
        begin(protocolSteps.size(), END, false);
        xml.close();
        xml.open("SMBUS");
        xml.empty("SMBUS_Info", "Num", "0", "AdjacentInterval", "0");
        xml.close();
        xml.close();
        xml.close();
        program.requireNoProblem();
        return new NewareStepFile(xml.end(), protocolSteps, program.remarks());
    }

    /// Step_ID of each plain step; that of a tag is the next step's.
    private int[] stepIds() {
        int[] ids = new int[program.steps().size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = protocolSteps.size() + 1;
            if (!(program.steps().get(i) instanceof PlainStep.Tag)) {
                protocolSteps.add(program.steps().get(i).source());
            }
        }
        protocolSteps.add(-1);
        return ids;
    }

    private void head() {
        xml.open("Head_Info");
        xml.leaf("Operate", "66");
        xml.leaf("Scale", "1");
        xml.empty("Start_Step", "Value", "1", "Hide_Ctrl_Step", "0");
        xml.leaf("Creator", ascii("creator", header.creator()));
        xml.leaf("Remark", ascii("cell.cellId", protocol.cell().cellId()));
        xml.leaf("RateType", "103");
        xml.close();
    }

    private void protect(ResolvedSafetyLimits safety) {
        xml.open("Protect");
        xml.open("Main");
        if (isStated(safety.voltageMinVolt()) || isStated(safety.voltageMaxVolt())) {
            xml.open("Volt");
            if (isStated(safety.voltageMaxVolt())) {
                xml.leaf("Upper", volt(-1, "safety.voltage_max", safety.voltageMaxVolt(), 1));
            }
            if (isStated(safety.voltageMinVolt())) {
                xml.leaf("Lower", volt(-1, "safety.voltage_min", safety.voltageMinVolt(), -1));
            }
            xml.close();
        }
        if (isStated(safety.currentMinAmpere()) || isStated(safety.currentMaxAmpere())) {
            xml.open("Curr");
            if (isStated(safety.currentMaxAmpere())) {
                xml.leaf("Upper", milliampere(-1, "safety.current_max", safety.currentMaxAmpere()));
            }
            if (isStated(safety.currentMinAmpere())) {
                xml.leaf("Lower", milliampere(-1, "safety.current_min", safety.currentMinAmpere()));
            }
            xml.close();
        }
        if (safety.delaySecond() > 0) {
            xml.leaf("Delay_Time", millisecond(-1, "safety.delay", safety.delaySecond()));
        }
        if (isStated(safety.capacityMaxAh())) {
            xml.open("Cap");
            xml.leaf("Upper", decimal(safety.capacityMaxAh() * 1000 * 3600, 3));
            xml.close();
        }
        xml.close();
        xml.close();
    }

    private void record(RecordingRule rule) {
        xml.open("Record");
        xml.open("Main");
        if (isStated(rule.timeSecond())) {
            xml.leaf("Time", millisecond(-1, "recording.time", rule.timeSecond()));
        }
        if (isStated(rule.voltageVolt())) {
            String text = tenthMillivolt(rule.voltageVolt());
            if (text.equals("0")) {
                program.problem(-1, "recording.voltage", "must be 0.1 uV or more for a Neware step file; was " + rule.voltageVolt() + " V");
            }
            xml.leaf("Volt", text);
        }
        if (isStated(rule.currentAmpere())) {
            xml.leaf("Curr", milliampere(-1, "recording.current", rule.currentAmpere()));
        }
        xml.close();
        xml.close();
    }

    private void step(int id, PlainStep step, int index, int[] stepIds) {
        int source = step.source();
        switch (step) {
            case PlainStep.Tag tag -> {
            }
            case PlainStep.Impedance impedance -> throw new IllegalStateException("refused before");
            case PlainStep.Rest rest -> {
                begin(id, REST, true);
                xml.leaf("Time", millisecond(source, "rest", rest.timeSecond()));
                end(source);
            }
            case PlainStep.ConstantCurrent current -> {
                boolean charging = current.currentAmpere() > 0;
                begin(id, charging ? CHARGE : DISCHARGE, true);
                xml.leaf("Curr", milliampere(source, "constant_current", Math.abs(current.currentAmpere())));
                if (isStated(current.timeSecond())) {
                    xml.leaf("Time", millisecond(source, "until.time", current.timeSecond()));
                }
                if (isStated(current.stopVoltageVolt())) {
                    xml.leaf("Stop_Volt", volt(source, "until.voltage", current.stopVoltageVolt(), charging ? -1 : 1));
                }
                end(source);
            }
            case PlainStep.ConstantVoltage voltage -> constantVoltage(id, voltage, index);
            case PlainStep.Ramp ramp -> {
                begin(id, RAMP, false, "Slope", "SlopeType", "1", "Cycle_Count", "1", "ItemCount", "1");
                xml.empty("Slope1", "StartValue", volt(source, "from", ramp.fromVolt(), 1), "EndValue",
                        volt(source, "to", ramp.toVolt(), 1), "Value", decimal(ramp.scanRateVoltPerSecond() * 1000, 9));
                xml.close();
                overrideRecord(source);
                xml.close();
            }
            case PlainStep.Loop loop -> {
                begin(id, LOOP, false, "Limit");
                xml.open("Other");
                xml.leaf("Start_Step", String.valueOf(stepIds[loop.target()]));
                xml.leaf("Cycle_Count", String.valueOf(loop.executions()));
                xml.close();
                xml.close();
                xml.close();
            }
        }
    }

    private void constantVoltage(int id, PlainStep.ConstantVoltage step, int index) {
        int source = step.source();
        if (step.direction().isEmpty()) {
            program.problem(source, "constant_voltage", "a Neware step file must state its direction, and no current before it tells one");
        }
        boolean charging = step.direction().orElse(Direction.CHARGE) == Direction.CHARGE;
        begin(id, charging ? CONSTANT_VOLTAGE_CHARGE : CONSTANT_VOLTAGE_DISCHARGE, true);
        xml.leaf("Volt", volt(source, "constant_voltage", step.voltageVolt(), charging ? -1 : 1));
        double limit = isStated(step.currentLimitAmpere()) ? step.currentLimitAmpere() : currentThatLeadsTo(step, index);
        if (isStated(limit)) {
            xml.leaf("Curr", milliampere(source, "current_limit", limit));
        }
        if (isStated(step.timeSecond())) {
            xml.leaf("Time", millisecond(source, "until.time", step.timeSecond()));
        }
        if (isStated(step.stopCurrentAmpere())) {
            xml.leaf("Stop_Curr", milliampere(source, "until.current", step.stopCurrentAmpere()));
        }
        end(source);
    }

    /// The current right before, where it ended at this voltage: the constant voltage goes on from there and needs no more.
    private double currentThatLeadsTo(PlainStep.ConstantVoltage step, int index) {
        return index > 0 && program.steps().get(index - 1) instanceof PlainStep.ConstantCurrent before
                && before.stopVoltageVolt() == step.voltageVolt() ? Math.abs(before.currentAmpere()) : Double.NaN;
    }

    /// Opens a step and, where `limits`, the place for its target and ends; or the one element given.
    private void begin(int id, int type, boolean limits, String... element) {
        String[] attributes = { "Step_ID", String.valueOf(id), "Step_Type", String.valueOf(type) };
        if (type == END) {
            xml.empty("Step" + id, attributes);
            return;
        }
        xml.open("Step" + id, attributes);
        if (limits) {
            xml.open("Limit");
            xml.open("Main");
        } else {
            xml.open(element[0], List.of(element).subList(1, element.length).toArray(String[]::new));
        }
    }

    private void end(int source) {
        xml.close();
        xml.close();
        overrideRecord(source);
        xml.close();
    }

    private void overrideRecord(int source) {
        RecordingRule rule = protocol.recordingOf(source);
        if (!rule.equals(protocol.protocol().recording())) {
            record(rule);
        }
    }

    private static boolean isStated(double value) {
        return !Double.isNaN(value);
    }

    /// In 0.1 mV. What BTS does with 0 is not known (it may take it as not set), so that 0 V is written as 0.1 mV to one side of it.
    private String volt(int source, String part, double value, int insteadOfZero) {
        if (Math.abs(value) * 10_000 >= 0.5) {
            return tenthMillivolt(value);
        }
        program.remark(source, part, "of 0 V is written as " + (insteadOfZero > 0 ? "0.1 mV" : "-0.1 mV")
                + ": a step file may take 0 as not set");
        return String.valueOf(insteadOfZero);
    }

    private static String tenthMillivolt(double value) {
        return decimal(value * 10_000, 3);
    }

    private String milliampere(int source, String part, double value) {
        String text = decimal(value * 1000, MILLIAMPERE_DIGITS);
        if (text.equals("0")) {
            program.problem(source, part, "must be 1 nA or more for a Neware step file; was " + value + " A");
        }
        return text;
    }

    private String millisecond(int source, String part, double value) {
        String text = decimal(value * 1000, 0);
        if (text.equals("0")) {
            program.problem(source, part, "must be 1 ms or more for a Neware step file; was " + value + " s");
        }
        return text;
    }

    private static String decimal(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private String ascii(String part, String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7e]", "_");
        if (!ascii.equals(text)) {
            program.remark(-1, part, "is written as " + ascii + ": a step file is kept to ASCII");
        }
        return ascii;
    }
}
