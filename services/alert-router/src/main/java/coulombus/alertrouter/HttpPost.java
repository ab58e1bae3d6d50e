package coulombus.alertrouter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.vertx.core.json.JsonArray;

import coulombus.alertrouter.Receiver.RefusedException;

/// HTTP as receivers speak it: what cannot be taken now is an [IOException], what will never be taken a [RefusedException].
final class HttpPost {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_OF_ANSWER = 200;
    /// The body is at fault, not the moment.
    private static final Set<Integer> NEVER = Set.of(400, 413, 422);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    void post(String url, String json, Map<String, String> headers) throws IOException, InterruptedException, RefusedException {
        HttpRequest.Builder request = to(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        answer(request.build());
    }

    JsonArray get(String url) throws IOException, InterruptedException, RefusedException {
        return new JsonArray(answer(to(url).GET().build()));
    }

    void delete(String url) throws IOException, InterruptedException, RefusedException {
        answer(to(url).DELETE().build());
    }

    private static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException, RefusedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return response.body();
        }
        String body = response.body().strip();
        String what = request.method() + " " + request.uri() + " was answered with " + status + " "
                + body.substring(0, Math.min(MOST_OF_ANSWER, body.length()));
        if (NEVER.contains(status)) {
            throw new RefusedException(what);
        }
        throw new IOException(what);
    }
}
