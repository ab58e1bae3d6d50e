package coulombus.app;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import coulombus.core.claims.CheckedClaim;
import coulombus.core.claims.ClaimCheck;
import coulombus.core.claims.Interval;
import coulombus.core.claims.Verdict;

/// Checked claims for a person at a terminal, the contradictions first, and as JSON in the shape docs/reference/check-claims.md describes.
final class ClaimReport {
    private static final List<String> ORDER = List.of("MISMATCH", "EDGE", "CAUTION", "NOT_CHECKED", "CONSISTENT");

    private final ObjectMapper json;

    ClaimReport(ObjectMapper json) {
        this.json = json;
    }

    void print(PrintWriter out, String file, String title, ClaimCheck check) {
        out.println(file + (title.isEmpty() ? "" : ": " + title));
        if (check.checked().isEmpty()) {
            out.println("  Nothing to check: no two of the stated figures depend on each other.");
            out.println();
            return;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String verdict : ORDER) {
            int count = (int) check.checked().stream().filter(c -> word(c.verdict()).equals(verdict)).count();
            if (count > 0) {
                counts.put(inWords(verdict), count);
            }
        }
        out.println("  " + String.join(", ", counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList()));
        for (String verdict : ORDER) {
            check.checked().stream().filter(c -> word(c.verdict()).equals(verdict)).forEach(c -> print(out, c));
        }
        out.println();
    }

    private static void print(PrintWriter out, CheckedClaim claim) {
        out.println();
        out.println(String.format(Locale.ROOT, "  %-12s %s", inWords(word(claim.verdict())).toUpperCase(Locale.ROOT), claim.subject()));
        out.println("               " + claim.sentence());
        String unit = claim.unit().isEmpty() ? "" : " " + claim.unit();
        String values = claim.reported().map(i -> "reported " + i + unit).orElse("")
                + claim.computed().map(i -> (claim.reported().isPresent() ? ", " : "") + "computed " + i + unit).orElse("");
        if (!values.isEmpty()) {
            out.println("               " + values);
        }
        out.println("               " + claim.formula());
        out.println("               (" + claim.source() + ")");
    }

    ObjectNode json(String file, String title, ClaimCheck check) {
        ObjectNode root = json.createObjectNode();
        root.put("file", file);
        root.put("title", title);
        root.put("mismatches", check.mismatches().size());
        ArrayNode checks = root.putArray("checks");
        for (CheckedClaim claim : check.checked()) {
            ObjectNode node = checks.addObject();
            node.put("check", claim.check());
            node.put("subject", claim.subject());
            node.put("figure", claim.figure());
            node.put("unit", claim.unit());
            node.put("verdict", word(claim.verdict()));
            node.set("reported", interval(claim.reported()));
            node.set("computed", interval(claim.computed()));
            if (claim.verdict() instanceof Verdict.Mismatch mismatch) {
                number(node, "relative_difference", mismatch.relativeDifferenceFraction());
            }
            if (claim.verdict() instanceof Verdict.NotChecked notChecked) {
                ArrayNode missing = node.putArray("missing");
                notChecked.missing().forEach(missing::add);
            }
            node.put("formula", claim.formula());
            node.put("source", claim.source());
            node.put("sentence", claim.sentence());
        }
        return root;
    }

    private ObjectNode interval(Optional<Interval> interval) {
        if (interval.isEmpty()) {
            return null;
        }
        ObjectNode node = json.createObjectNode();
        number(node, "value", interval.get().value());
        number(node, "low", interval.get().low());
        number(node, "high", interval.get().high());
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            node.putNull(name);
        } else {
            node.put(name, value);
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Consistent c -> "CONSISTENT";
            case Verdict.Edge e -> "EDGE";
            case Verdict.Mismatch m -> "MISMATCH";
            case Verdict.Caution c -> "CAUTION";
            case Verdict.NotChecked n -> "NOT_CHECKED";
        };
    }

    private static String inWords(String verdict) {
        return verdict.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
