package coulombus.app;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// Asks a running fleet over its HTTP API, with the token of its file.
final class FleetClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String api;
    private final String token;

    private FleetClient(String api, String token) {
        this.api = api;
        this.token = token;
    }

    /// @throws IOException where the token cannot be read
    static FleetClient of(String api, Path tokenFile) throws IOException {
        try {
            return new FleetClient(api.replaceAll("/+$", ""), Files.readString(tokenFile).strip());
        } catch (NoSuchFileException e) {
            throw new IOException(tokenFile + ": no such file; it is made by the fleet's first start. Name its folder with --data, or the "
                    + "file with --token-file", e);
        }
    }

    JsonObject get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    /// @param requestId sent twice, it asks the same thing once
    JsonObject post(String path, UUID requestId, JsonObject body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", "application/json").header("Idempotency-Key", requestId.toString())
                .POST(BodyPublishers.ofString(body.encode())).build());
    }

    /// Asks for a change of any kind.
    ///
    /// @param method    POST, PUT or DELETE
    /// @param type      of the body
    /// @param requestId sent twice, it asks the same thing once
    JsonObject change(String method, String path, UUID requestId, String type, String body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", type).header("Idempotency-Key", requestId.toString())
                .method(method, BodyPublishers.ofString(body)).build());
    }

    /// Asks for something that changes nothing, with a text to look at.
    JsonObject look(String path, String type, String body) throws IOException, InterruptedException {
        return answer(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)).build());
    }

    /// All items of a list that is told in parts.
    ///
    /// @param name of the list in the answer
    JsonArray all(String path, String name) throws IOException, InterruptedException {
        JsonArray all = new JsonArray();
        String cursor = null;
        do {
            String more = cursor == null ? "" : (path.indexOf('?') < 0 ? "?" : "&") + "cursor=" + encoded(cursor);
            JsonObject part = get(path + more);
            part.getJsonArray(name).forEach(all::add);
            cursor = part.getString("next_cursor");
        } while (cursor != null);
        return all;
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// A path with a channel's id in it.
    static String channel(String channelId, String rest) {
        return "/channels/" + encoded(channelId) + rest;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + "/api/v1" + path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
    }

    private JsonObject answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("no fleet answers at " + api + " (--api); start one, e.g. with ./coulombus demo", e);
        }
        JsonObject json;
        try {
            json = new JsonObject(response.body());
        } catch (DecodeException e) {
            throw new IOException("what answers at " + api + " (--api) is no Coulombus: HTTP " + response.statusCode(), e);
        }
        if (response.statusCode() != OK && response.statusCode() != ACCEPTED) {
            throw new IOException(inWords(json));
        }
        return json;
    }

    private static String inWords(JsonObject problem) {
        String which = problem.getString("which", "");
        return problem.getString("where", "") + ": " + problem.getString("what", "") + (which.isEmpty() ? "" : " (" + which + ")");
    }
}
