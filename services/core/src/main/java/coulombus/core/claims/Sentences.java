package coulombus.core.claims;

import java.util.List;
import java.util.Locale;

/// Words for what a check found.
final class Sentences {
    private Sentences() {}

    static String withUnit(String number, String unit) {
        return unit.isEmpty() || unit.equals("%") && number.endsWith("%") ? number : number + " " + unit;
    }

    static String withUnit(Interval interval, String unit) {
        String number = withUnit(Digits.inASentence(interval.value()), unit);
        boolean openAbove = Double.isInfinite(interval.high());
        return openAbove ? "at least " + number : number;
    }

    /// @param from what was computed from, such as "141 h and 2 mA/cm2"
    /// @param what the figure checked, such as "cycle count of 242"
    static String of(String from, String what, Interval computed, String unit, Verdict verdict) {
        String gives = capitalised(from) + " give " + withUnit(computed, unit);
        return switch (verdict) {
            case Verdict.Consistent c -> gives + ", which agrees with the " + what + ".";
            case Verdict.Edge e -> gives + ", not the printed " + what
                    + ", but what their digits leave open can explain it.";
            case Verdict.Mismatch m -> gives + ", but a " + what + " is reported" + difference(m) + ".";
            case Verdict.Caution c -> gives + ".";
            case Verdict.NotChecked n -> notChecked(what, n.missing());
        };
    }

    static String capitalised(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    static String notChecked(String what, List<String> missing) {
        return "The " + what + " cannot be checked: " + and(missing) + (missing.size() == 1 ? " is" : " are")
                + " not stated.";
    }

    static String difference(Verdict.Mismatch mismatch) {
        double fraction = mismatch.relativeDifferenceFraction();
        if (Double.isNaN(fraction) || Double.isInfinite(fraction)) {
            return "";
        }
        if (fraction > 10) {
            return ", " + Digits.inASentence(1 + fraction) + " times as much";
        }
        return String.format(Locale.ROOT, ", %.1f %% %s", 100 * Math.abs(fraction), fraction < 0 ? "less" : "more");
    }

    static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /// `short_after_cycles` as "short after cycles".
    static String inWords(String key) {
        return key.replaceAll(
                "_(percent|mmol_per_h_per_cm2|g_per_cm3|mah_per_g|mah_per_cm2|mah_per_cm3|ah_per_cm2|ma_per_cm2|mv|um|mah|ma|mg|mg_per_cm2|g_per_mol|cm2|h)$",
                "")
                .replace('_', ' ');
    }
}
