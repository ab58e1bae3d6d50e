package coulombus.fleetapi;

import io.vertx.core.json.JsonObject;

/// A request that cannot be answered as asked, in the three words of every message here: what, which, where.
///
/// It is answered as a problem of RFC 9457, with those three beside the standard's own names.
final class ApiProblem extends RuntimeException {
    static final String MEDIA_TYPE = "application/problem+json; charset=utf-8";
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

    static ApiProblem conflict(String what, String which, String where) {
        return new ApiProblem(409, what, which, where);
    }

    static ApiProblem unavailable(String what, String which, String where) {
        return new ApiProblem(503, what, which, where);
    }

    /// A status for which no other method is there, as those of the web library.
    static ApiProblem of(int status, String what, String which, String where) {
        return new ApiProblem(status, what, which, where);
    }

    int status() {
        return status;
    }

    String which() {
        return which;
    }

    String where() {
        return where;
    }

    /// @param title    the status in words
    /// @param instance the path that was asked
    JsonObject toJson(String title, String instance) {
        String detail = which.isEmpty() ? getMessage() : getMessage() + " (" + which + ")";
        return new JsonObject().put("type", "about:blank").put("title", title)
                .put("status", status).put("detail", detail).put("instance", instance).put("what", getMessage()).put("which", which)
                .put("where", where);
    }
}
