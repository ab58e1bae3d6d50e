package coulombus.runtime.management;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.runtime.management.HealthCheck.Health;
import coulombus.runtime.management.HealthCheck.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ManagementServerTest {
    private final List<HealthCheck> checks = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private Vertx vertx;
    private ServiceMeters meters;
    private ManagementServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        meters = new ServiceMeters();
        server = ManagementServer.start(vertx, new ManagementSettings(null, 0), meters.registry(), () -> checks);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        meters.close();
        vertx.close().await();
    }

    @Test
    void isHealthyWhereNothingIsAsked() throws Exception {
        assertThat(get(ManagementServer.LIVE).statusCode()).isEqualTo(200);
        assertThat(get(ManagementServer.READY).statusCode()).isEqualTo(200);
    }

    @Test
    void namesEveryCheckAndWhatIsWrong() throws Exception {
        // Given
        checks.add(new HealthCheck("analytics.kafka", Kind.READINESS, () -> new Health.Down("no answer from broker:9092")));
        checks.add(new HealthCheck("analytics.lag", Kind.READINESS, () -> new Health.Up("12 records")));
        checks.add(new HealthCheck("analytics.bug", Kind.READINESS, () -> {
            throw new IllegalStateException("not asked for");
        }));

        // When
        HttpResponse<String> ready = get(ManagementServer.READY);

        // Then
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"name\":\"analytics.kafka\",\"status\":\"down\",\"detail\":\"no answer from broker:9092\"")
                .contains("\"name\":\"analytics.lag\",\"status\":\"up\",\"detail\":\"12 records\"").contains("not asked for");
        assertThat(get(ManagementServer.LIVE).statusCode()).isEqualTo(200);
    }

    @Test
    void aHangingCheckIsDownAndHoldsUpNothingElse() throws Exception {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        checks.add(new HealthCheck("stuck", Kind.READINESS, () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Health.Up("");
        }));

        // When
        var pending = http.sendAsync(request(ManagementServer.READY), HttpResponse.BodyHandlers.ofString());
        int metrics = get(ManagementServer.METRICS).statusCode();
        boolean stillPending = !pending.isDone();
        HttpResponse<String> ready = pending.get();
        release.countDown();

        // Then
        assertThat(metrics).isEqualTo(200);
        assertThat(stillPending).isTrue();
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("no answer within");
    }

    @Test
    void showsOwnAndJvmMetrics() throws Exception {
        // Given
        meters.registry().counter("coulombus.measurements.published").increment(3);

        // When
        String text = get(ManagementServer.METRICS).body();

        // Then
        assertThat(text).contains("coulombus_measurements_published_total 3.0").contains("jvm_memory_used_bytes");
    }

    @Test
    void takesNoOrders() throws Exception {
        // When
        HttpResponse<String> posted = http.send(HttpRequest.newBuilder(request(ManagementServer.READY).uri())
                .POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.ofString());

        // Then
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(get("/other").statusCode()).isEqualTo(404);
    }

    @Test
    void namesThePortItCannotHave() {
        assertThatThrownBy(
                () -> ManagementServer.start(Vertx.vertx(), new ManagementSettings(null, server.port()), meters.registry(), List::of))
                .hasMessageContaining("127.0.0.1:" + server.port()).hasMessageContaining("management.port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
    }
}
