package coulombus.formats.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Guesses which known word a mistyped one was meant to be.
public final class Nearest {
    private Nearest() {}

    /// "; did you mean short_after_h?", or nothing where no known word is near.
    public static String suggestion(String word, List<String> known) {
        String plain = word.toLowerCase(Locale.ROOT).replaceAll("[ -]", "_");
        return known.stream().min(Comparator.comparingInt(k -> distance(plain, k.toLowerCase(Locale.ROOT))))
                .filter(k -> distance(plain, k.toLowerCase(Locale.ROOT)) <= Math.max(1, Math.min(plain.length(), k.length()) / 3))
                .map(k -> "; did you mean " + k + "?").orElse("");
    }

    /// Levenshtein's: insertions, deletions and replacements that turn one into the other.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
