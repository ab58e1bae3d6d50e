package coulombus.formats;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import coulombus.core.measurement.StepKind;

/// The vendors' words for what a step does (`CC DChg`, `cccv_chg`, `D`, `恒流充电`), put into the field's kinds.
final class StepWords {
    private static final Map<String, StepKind> SINGLE_LETTERS = Map.of("c", StepKind.CHARGE, "d", StepKind.DISCHARGE, "r",
            StepKind.REST, "p", StepKind.REST, "o", StepKind.REST);
    private static final List<String> CHINESE = List.of("搁置", "rest", "静置", "rest", "恒流恒压", " cccv ", "恒流", " cc ", "恒压", " cv ", "充电",
            " chg ", "放电", " dchg ");
    private static final Set<String> REST = Set.of("rest", "ocv", "pause", "idle", "standby", "wait");
    private static final Set<String> IMPEDANCE = Set.of("eis", "peis", "geis", "impedance", "acr", "aci");
    private static final Set<String> DISCHARGE = Set.of("dchg", "dch", "dis", "disch", "dchrg", "discharge", "discharging");
    private static final Set<String> CHARGE = Set.of("chg", "ch", "charge", "charging");

    private char[] last = new char[0];
    private StepKind lastKind = StepKind.UNKNOWN;

    /// The kind of a word; the word of the row before is answered without looking.
    StepKind kind(char[] text, int offset, int length) {
        if (!Arrays.equals(text, offset, offset + length, last, 0, last.length)) {
            last = Arrays.copyOfRange(text, offset, offset + length);
            lastKind = kind(new String(last));
        }
        return lastKind;
    }

    static StepKind kind(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        if (SINGLE_LETTERS.containsKey(text)) {
            return SINGLE_LETTERS.get(text);
        }
        for (int i = 0; i < CHINESE.size(); i += 2) {
            text = text.replace(CHINESE.get(i), CHINESE.get(i + 1));
        }
        Set<String> tokens = new HashSet<>(Arrays.asList(text.strip().split("[^a-z]+")));
        if (tokens.stream().anyMatch(IMPEDANCE::contains)) {
            return StepKind.IMPEDANCE;
        }
        if (tokens.stream().anyMatch(REST::contains)) {
            return StepKind.REST;
        }
        boolean discharge = tokens.stream().anyMatch(DISCHARGE::contains);
        if (!discharge && tokens.stream().noneMatch(CHARGE::contains)) {
            return StepKind.UNKNOWN;
        }
        boolean both = tokens.contains("cccv") || tokens.contains("cc") && tokens.contains("cv");
        if (both) {
            return discharge ? StepKind.CONSTANT_CURRENT_CONSTANT_VOLTAGE_DISCHARGE : StepKind.CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE;
        }
        if (tokens.contains("cv")) {
            return discharge ? StepKind.CONSTANT_VOLTAGE_DISCHARGE : StepKind.CONSTANT_VOLTAGE_CHARGE;
        }
        if (tokens.contains("cc")) {
            return discharge ? StepKind.CONSTANT_CURRENT_DISCHARGE : StepKind.CONSTANT_CURRENT_CHARGE;
        }
        return discharge ? StepKind.DISCHARGE : StepKind.CHARGE;
    }

    /// The word for a kind as the Battery Data Format writes it; empty where it has none.
    static String word(StepKind kind) {
        return switch (kind) {
            case UNKNOWN -> "";
            case REST -> "REST";
            case CONSTANT_CURRENT_CHARGE -> "CC_CHG";
            case CONSTANT_CURRENT_DISCHARGE -> "CC_DCH";
            case CONSTANT_VOLTAGE_CHARGE -> "CV_CHG";
            case CONSTANT_VOLTAGE_DISCHARGE -> "CV_DCH";
            case CONSTANT_CURRENT_CONSTANT_VOLTAGE_CHARGE -> "CCCV_CHG";
            case CONSTANT_CURRENT_CONSTANT_VOLTAGE_DISCHARGE -> "CCCV_DCH";
            case CHARGE -> "CHG";
            case DISCHARGE -> "DCH";
            case IMPEDANCE -> "EIS";
        };
    }
}
