package coulombus.fleetapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.fleetapi.RunningApi.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessIT {
    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(null);
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void refusesWhoeverBringsNothing() throws Exception {
        // When
        Answer answer = api.get("/api/v1/channels").send();
        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().fieldNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "instance", "what", "which",
                "where");
        assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void refusesAWrongTokenAndDoesNotTellWhichAddressesExist() throws Exception {
        // When
        Answer known = api.get("/api/v1/channels").with("Authorization", "Bearer " + api.token + "x").send();
        Answer unknown = api.get("/api/v1/nothing").send();
        // Then
        assertThat(known.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void logsABrowserInOnceByItsLink() throws Exception {
        // Given
        String link = api.server.newLoginLink();
        String path = link.substring(link.indexOf("/login"));
        // When
        Answer first = api.get(path).send();
        Answer second = api.get(path).send();
        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().get("Set-Cookie")).containsIgnoringCase("; HttpOnly").contains("SameSite=Strict").contains("Path=/");
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.headers().get("Set-Cookie")).isNull();
    }

    @Test
    void answersWithTheCookieOfALogin() throws Exception {
        // Given
        String cookie = api.logIn();
        // When
        Answer answer = api.get("/api/v1/channels").with("Cookie", cookie).send();
        // Then
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void letsAnUnusedLinkDie() throws Exception {
        // Given
        String link = api.server.newLoginLink();
        api.pass(Duration.ofMinutes(16));
        // When
        Answer answer = api.get(link.substring(link.indexOf("/login"))).send();
        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void letsASessionEnd() throws Exception {
        // Given
        String cookie = api.logIn();
        api.pass(Duration.ofDays(7));
        // When
        Answer answer = api.get("/api/v1/channels").with("Cookie", cookie).send();
        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesACookieWhoseEndWasMovedByHand() throws Exception {
        // Given
        String cookie = api.logIn();
        String forged = cookie.replaceFirst("=\\d+", "=99999999999");
        // When
        Answer answer = api.get("/api/v1/channels").with("Cookie", forged).send();
        // Then
        assertThat(forged).isNotEqualTo(cookie);
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void refusesAHostNameThatIsNotOurs() throws Exception {
        // When
        Answer answer = api.get("/api/v1/channels").with("Authorization", "Bearer " + api.token).with("Host", "evil.example").send();
        Answer page = api.get("/").with("Host", "evil.example:" + api.server.port()).send();
        // Then
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().getString("which")).isEqualTo("evil.example");
        assertThat(page.status()).isEqualTo(403);
    }

    @Test
    void makesLoginLinksOnlyForTheToken() throws Exception {
        // When
        Answer byCookie = api.post("/api/v1/login-links").with("Cookie", api.logIn()).send();
        Answer byToken = api.post("/api/v1/login-links").with("Authorization", "Bearer " + api.token).send();
        // Then
        assertThat(byCookie.status()).isEqualTo(401);
        assertThat(byToken.status()).isEqualTo(201);
        assertThat(byToken.json().getString("url")).startsWith("http://127.0.0.1:" + api.server.port() + "/login?ticket=");
    }

    @Test
    void sendsTheHeadersThatKeepOtherSitesOut() throws Exception {
        // When
        Answer answer = api.get("/").send();
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Security-Policy")).contains("default-src 'none'").contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers().get("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void opensTheWebSocketForOurOwnPageOnly() throws Exception {
        // Given
        String cookie = api.logIn();
        String own = "http://127.0.0.1:" + api.server.port();
        // When
        WebSocket ours = open(cookie, own);
        // Then
        assertThat(ours.isClosed()).isFalse();
        assertRefused(403, cookie, "http://evil.example");
        assertRefused(403, cookie, "http://127.0.0.1:" + (api.server.port() + 1));
        assertRefused(403, cookie, null);
        assertRefused(401, "coulombus_session=x", own);
        ours.close();
    }

    private WebSocket open(String cookie, String origin) throws Exception {
        WebSocketConnectOptions options = new WebSocketConnectOptions().setHost("127.0.0.1").setPort(api.server.port())
                .setURI("/api/v1/live").addHeader("Cookie", cookie).setAllowOriginHeader(origin != null);
        if (origin != null) {
            options.addHeader("Origin", origin);
        }
        return RunningApi.await(api.vertx.createWebSocketClient().connect(options));
    }

    private void assertRefused(int status, String cookie, String origin) {
        assertThatThrownBy(() -> open(cookie, origin)).rootCause().isInstanceOfSatisfying(UpgradeRejectedException.class,
                refused -> assertThat(refused.getStatus()).isEqualTo(status));
    }

    @Test
    void refusesToBindElsewhereWithoutTls(@TempDir Path folder) {
        // When, Then
        assertThatThrownBy(() -> new FleetApiConfig("0.0.0.0", 0, folder.resolve("token"), null, null, null, null, null, null, null))
                .hasMessageContaining("fleetApi.host").hasMessageContaining("0.0.0.0").hasMessageContaining("fleetApi.tls");
    }

    @Test
    void keepsItsTokenInAFileOfTheOwnersAlone(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("deep").resolve("token");
        // When
        String token = AccessToken.readOrCreate(file);
        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(AccessToken.readOrCreate(file)).isEqualTo(token).hasSizeGreaterThan(40);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> AccessToken.readOrCreate(file)).hasMessageContaining(file.toString()).hasMessageContaining("0600");
    }
}
