package coulombus.fleetapi;

import io.vertx.core.json.JsonObject;

/// A request that cannot be answered as asked, in the three words of every message here: what, which, where.
final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String which;
    private final String where;

    private ApiProblem(int status, String what, String which, String where) {
        super(what, null, false, false);
        this.status = status;
        this.which = which;
        this.where = where;
    }

    /// @param what  what is wrong, as a sentence that says what to do
    /// @param which the value or thing at fault
    /// @param where the parameter, header or path
    static ApiProblem badRequest(String what, String which, String where) {
        return new ApiProblem(400, what, which, where);
    }

    static ApiProblem notLoggedIn(String what, String where) {
        return new ApiProblem(401, what, "", where);
    }

    static ApiProblem forbidden(String what, String which, String where) {
        return new ApiProblem(403, what, which, where);
    }

    static ApiProblem notFound(String what, String which, String where) {
        return new ApiProblem(404, what, which, where);
    }

    static ApiProblem unavailable(String what, String which, String where) {
        return new ApiProblem(503, what, which, where);
    }

    int status() {
        return status;
    }

    JsonObject toJson() {
        return json(status, getMessage(), which, where);
    }

    static JsonObject json(int status, String what, String which, String where) {
        return new JsonObject().put("status", status).put("what", what).put("which", which).put("where", where);
    }
}
