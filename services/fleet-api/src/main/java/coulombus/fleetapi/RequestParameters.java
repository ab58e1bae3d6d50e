package coulombus.fleetapi;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.vertx.core.MultiMap;

/// Query parameters of one request, read strictly: an unknown name, a repeated one and a malformed number are refused by name.
final class RequestParameters {
    private final MultiMap query;

    /// @throws ApiProblem where the request carries a parameter that is not among `allowed`, or one twice
    RequestParameters(MultiMap query, Set<String> allowed) {
        this.query = query;
        for (String name : query.names()) {
            if (!allowed.contains(name)) {
                throw ApiProblem.badRequest(allowed.isEmpty()
                        ? "This address takes no parameters."
                        : "Unknown parameter; known here: " + String.join(", ", allowed.stream().sorted().toList()) + ".", name, "query");
            }
            List<String> values = query.getAll(name);
            if (values.size() > 1) {
                throw ApiProblem.badRequest("A parameter may be given once.", String.join(", ", values), "query." + name);
            }
        }
    }

    /// A finite number, or NaN where it is not given.
    double number(String name) {
        String text = query.get(name);
        if (text == null) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, with infinities and NaN.
        }
        throw ApiProblem.badRequest("Must be a number with a decimal point.", text, "query." + name);
    }

    int integer(String name, int least, int greatest, int otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= greatest) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Refused below, with values out of range.
        }
        throw ApiProblem.badRequest("Must be a whole number from " + least + " to " + greatest + ".", text, "query." + name);
    }

    /// The parameter's value, or null where it is not given.
    String text(String name) {
        return query.get(name);
    }

    /// True for `format=csv`, false for `json` and where it is not given.
    boolean asksForCsv() {
        String format = query.get("format");
        if (format == null || format.equals("json")) {
            return false;
        }
        if (format.equals("csv")) {
            return true;
        }
        throw ApiProblem.badRequest("Must be json or csv.", format, "query.format");
    }

    static UUID runId(String text, String where) {
        return id(text, where, "a run id (a UUID)");
    }

    /// @param what what it must be, for the message
    static UUID id(String text, String where, String what) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with shortened UUIDs, which fromString takes.
        }
        throw ApiProblem.badRequest("Must be " + what + ".", text, where);
    }
}
