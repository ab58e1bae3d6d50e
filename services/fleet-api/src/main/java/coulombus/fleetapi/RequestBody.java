package coulombus.fleetapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import coulombus.core.cell.CellFacts;
import coulombus.core.cell.CellKind;
import coulombus.core.cell.FirstHalfCycle;
import coulombus.fleetapi.access.Principal;

/// The JSON of a request, read strictly: unknown names, wrong types and values out of range are refused by name.
record RequestBody(JsonObject json) {
    private static final Set<String> CELL = Set.of("cell_id", "kind", "first_half_cycle", "area_cm2", "active_mass_mg",
            "nominal_capacity_ah", "zinc_foil_thickness_um");
    private static final int LONGEST_NAME = 100;

    static RequestBody of(RoutingContext request, Set<String> names) {
        String type = request.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw ApiProblem.badRequest("The body must be JSON.", type == null ? "" : type, "header Content-Type");
        }
        JsonObject json;
        try {
            json = request.body().asJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw ApiProblem.badRequest("The body is no JSON object: " + e.getMessage(), "", "body");
        }
        requireKnown(json == null ? new JsonObject() : json, names, "body");
        return new RequestBody(json == null ? new JsonObject() : json);
    }

    private static void requireKnown(JsonObject json, Set<String> names, String where) {
        List<String> unknown = new ArrayList<>(json.fieldNames());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw ApiProblem.badRequest("Unknown name; known here: " + String.join(", ", names.stream().sorted().toList()) + ".",
                    String.join(", ", unknown), where);
        }
    }

    String text(String name, String otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw ApiProblem.badRequest("Must be a text.", String.valueOf(value), "body." + name);
    }

    String requiredText(String name) {
        String text = text(name, "");
        if (text.isBlank()) {
            throw ApiProblem.badRequest("Must be given.", "", "body." + name);
        }
        return text;
    }

    /// Who asks, as it is recorded. A name in the body is believed where the owner of the installation asks; of everybody else it is
    /// known, and the body's is passed over.
    ///
    /// @param isNeeded true where the owner must say a name
    String who(Principal principal, String name, boolean isNeeded) {
        if (!principal.isOwner()) {
            return principal.name();
        }
        String given = isNeeded ? requiredText(name) : text(name, "");
        requireName(given, "body." + name);
        return principal.recorded(given);
    }

    /// The same for a name that does not come in a body.
    ///
    /// @param given may be null
    /// @param where it comes from
    static String recorded(Principal principal, String given, String where) {
        String name = given == null ? "" : given;
        if (principal.isOwner()) {
            requireName(name, where);
        }
        return principal.recorded(name);
    }

    private static void requireName(String given, String where) {
        if (given.length() > LONGEST_NAME || given.chars().anyMatch(Character::isISOControl)) {
            throw ApiProblem.badRequest("Must be a name of at most " + LONGEST_NAME + " characters in one line.",
                    given.substring(0, Math.min(given.length(), LONGEST_NAME)), where);
        }
    }

    /// A finite number.
    double number(String name) {
        if (json.getValue(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw ApiProblem.badRequest("Must be a number.", String.valueOf(json.getValue(name)), "body." + name);
    }

    double positive(String name, double otherwise) {
        return positive(json, name, "body." + name, otherwise);
    }

    private static double positive(JsonObject json, String name, String where, double otherwise) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Number number && number.doubleValue() > 0 && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw ApiProblem.badRequest("Must be a number greater than 0.", String.valueOf(value), where);
    }

    CellFacts cell() {
        if (!(json.getValue("cell") instanceof JsonObject cell)) {
            throw ApiProblem.badRequest("Must be an object with kind at least.", String.valueOf(json.getValue("cell")), "body.cell");
        }
        requireKnown(cell, CELL, "body.cell");
        return new CellFacts(cell.getString("cell_id", ""), oneOf(CellKind.class, cell, "kind", CellKind.UNKNOWN, "body.cell."),
                oneOf(FirstHalfCycle.class, cell, "first_half_cycle", FirstHalfCycle.UNKNOWN, "body.cell."), normaliser(cell, "area_cm2"),
                normaliser(cell, "active_mass_mg"), normaliser(cell, "nominal_capacity_ah"),
                normaliser(cell, "zinc_foil_thickness_um"));
    }

    private static double normaliser(JsonObject cell, String name) {
        return positive(cell, name, "body.cell." + name, Double.NaN);
    }

    /// @param where what stands before its name
    static <E extends Enum<E>> E oneOf(Class<E> type, JsonObject json, String name, E otherwise, String where) {
        Object value = json.getValue(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw ApiProblem.badRequest("Must be one of " + List.of(type.getEnumConstants()) + ".", String.valueOf(value),
                where + name);
    }
}
