package coulombus.fleetapi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import coulombus.core.audit.AuditEntry;
import coulombus.core.audit.AuditEntry.Outcome;
import coulombus.fleetapi.RunningApi.Answer;
import coulombus.fleetapi.access.PeopleFile;
import coulombus.fleetapi.access.PersonalToken;
import coulombus.fleetapi.access.Role;
import coulombus.fleetapi.access.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What people with tokens of their own may do, and what is written down of it.
class RolesIT {
    private static final Map<Role, String> TOKENS = new EnumMap<>(Map.of(Role.VIEWER, "token-of-vera", Role.OPERATOR, "token-of-olga",
            Role.ENGINEER, "token-of-emil", Role.ADMIN, "token-of-adam"));
    private static final Map<Role, String> NAMES = Map.of(Role.VIEWER, "vera", Role.OPERATOR, "olga", Role.ENGINEER, "emil", Role.ADMIN,
            "adam");

    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        api = new RunningApi(null, null, TOKENS.keySet().stream()
                .map(role -> new PersonalToken(NAMES.get(role), role, List.of(), PersonalToken.hash(TOKENS.get(role)))).toList());
    }

    @AfterEach
    void close() throws Exception {
        api.close();
    }

    private RunningApi.Request as(Role role, HttpMethod method, String path) {
        return api.request(method, "/api/v1" + path).with("Authorization", "Bearer " + TOKENS.get(role));
    }

    @Test
    void everyRouteIsOpenToThoseWhoHaveItsScopeAndToNobodyElse() throws Exception {
        for (ApiRoutes.Route route : api.server.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", new UUID(0, 1).toString());
            for (Role role : Role.values()) {
                // When
                int status = as(role, route.method(), path).send(new JsonObject()).status();

                // Then
                boolean isDenied = status == 403;
                assertThat(isDenied).as("%s %s as %s: %d", route.method(), path, role, status)
                        .isNotEqualTo(role.scopes().contains(route.scope()));
                assertThat(status).isNotEqualTo(401);
            }
        }
    }

    @Test
    void anyoneWhoIsLoggedInMayStopButWhoAdministersStartsNothing() throws Exception {
        for (Role role : Role.values()) {
            assertThat(as(role, HttpMethod.POST, "/channels/a%2F1/stop").send(new JsonObject().put("why", "smoke")).status())
                    .isEqualTo(202);
        }
        assertThat(Role.ADMIN.scopes()).doesNotContain(Scope.EXPERIMENT, Scope.BENCH, Scope.PLAN);
        assertThat(as(Role.ADMIN, HttpMethod.POST, "/channels/a%2F1/start").send(new JsonObject()).status()).isEqualTo(403);
    }

    @Test
    void aDeniedChangeIsWrittenDownWithWhoAndWhat() throws Exception {
        // When
        Answer denied = as(Role.VIEWER, HttpMethod.POST, "/channels/a%2F1/start").send(new JsonObject());
        api.post("/api/v1/channels/a%2F1/start").send(new JsonObject());

        // Then
        assertThat(denied.json().getString("what")).contains("vera").contains("OPERATOR");
        assertThat(api.requests).isEmpty();
        List<AuditEntry> entries = api.audits.entries();
        assertThat(entries).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(entry.action()).isEqualTo("POST /api/v1/channels/{channel_id}/start");
            assertThat(entry.subject()).isEqualTo("/api/v1/channels/a%2F1/start");
        });
        assertThat(entries).extracting(AuditEntry::who).containsExactly("unknown", "vera");
        assertThat(entries.get(1).detail()).startsWith("403: ").contains("EXPERIMENT").contains("from 127.0.0.1");
        assertThat(entries.get(0).detail()).startsWith("401: ");
    }

    @Test
    void whoIsDeniedOnAndOnDoesNotFloodTheAudit() throws Exception {
        // When
        for (int i = 0; i < AuditLog.MOST_DENIED_OF_ONE + 15; i++) {
            as(Role.VIEWER, HttpMethod.POST, "/channels/a%2F1/start").send(new JsonObject());
        }
        int inTheFirstMinute = api.audits.entries().size();
        api.pass(Duration.ofMinutes(1));
        as(Role.VIEWER, HttpMethod.POST, "/channels/a%2F1/start").send(new JsonObject());

        // Then
        assertThat(inTheFirstMinute).isEqualTo(AuditLog.MOST_DENIED_OF_ONE);
        assertThat(api.audits.entries().getFirst().detail()).contains("15 more were denied before");
    }

    @Test
    void theNoiseOfOthersHidesNobodyWhoIsKnown() throws Exception {
        // Given
        for (int i = 0; i < AuditLog.MOST_DENIED_OF_ONE + 5; i++) {
            api.post("/api/v1/channels/a%2F1/start").send(new JsonObject());
        }

        // When
        as(Role.VIEWER, HttpMethod.POST, "/channels/a%2F1/start").send(new JsonObject());

        // Then
        assertThat(api.audits.entries().getFirst().who()).isEqualTo("vera");
    }

    @Test
    void aChangeIsWrittenDownBeforeItIsAskedAndOnlyOnce() throws Exception {
        // Given
        UUID key = new UUID(3, 4);
        JsonObject stop = new JsonObject().put("why", "smoke");

        // When
        for (int i = 0; i < 3; i++) {
            as(Role.OPERATOR, HttpMethod.POST, "/channels/a%2F1/stop").with("Idempotency-Key", key.toString()).send(stop);
        }
        Answer other = as(Role.OPERATOR, HttpMethod.POST, "/channels/a%2F2/stop").with("Idempotency-Key", key.toString()).send(stop);
        JsonObject audit = as(Role.OPERATOR, HttpMethod.GET, "/audit?subject=a%2F1").send().json();

        // Then
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().getString("where")).isEqualTo("header Idempotency-Key");
        assertThat(api.requests).hasSize(1);
        assertThat(audit.getJsonArray("entries")).hasSize(1);
        JsonObject entry = audit.getJsonArray("entries").getJsonObject(0);
        assertThat(entry.getString("who")).isEqualTo("olga");
        assertThat(entry.getString("what")).isEqualTo("STOP");
        assertThat(entry.getString("why")).isEqualTo("smoke");
        assertThat(entry.getJsonObject("decision").getString("state")).isEqualTo("WAITING");
    }

    @Test
    void nothingIsAskedThatCannotBeWrittenDown() throws Exception {
        // Given
        api.auditIsAway = true;

        // When
        Answer answer = as(Role.OPERATOR, HttpMethod.POST, "/channels/a%2F1/stop").send(new JsonObject());

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(api.requests).isEmpty();
    }

    @Test
    void aLoginLinkOfAPersonalTokenIsThatPersonsUntilTheirTokenIsTakenBack() throws Exception {
        // Given
        String link = as(Role.OPERATOR, HttpMethod.POST, "/login-links").send().json().getString("url");
        String cookie = api.get(link.substring(link.indexOf("/login"))).send().headers().get("Set-Cookie").split(";")[0];
        JsonObject me = api.get("/api/v1/me").with("Cookie", cookie).send().json();

        // When
        PeopleFile.write(api.peopleFile, List.of());
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(as(Role.OPERATOR, HttpMethod.GET, "/me").send().status()).isEqualTo(401));

        // Then
        assertThat(me.getString("name")).isEqualTo("olga");
        assertThat(me.getBoolean("says_which_person_asks")).isFalse();
        assertThat(api.get("/api/v1/me").with("Cookie", cookie).send().status()).isEqualTo(401);
        assertThat(api.ask("/api/v1/me").json().getBoolean("says_which_person_asks")).isTrue();
    }

    @Test
    void aBodyOfTenMegabytesIsRefusedInWords() throws Exception {
        // When
        Answer answer = as(Role.ENGINEER, HttpMethod.POST, "/channels/a%2F1/start").with("Content-Type", "application/json")
                .send(Buffer.buffer(new byte[10_000_000]));

        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().getString("what")).contains("larger than 1048576 bytes");
        assertThat(answer.json().getString("which")).isEqualTo("10000000 bytes");
    }

    @Test
    void whatIsAskedAgainAndHasNotChangedIsNotToldAgain() throws Exception {
        // Given
        Answer first = api.ask("/api/v1/alerts");
        String etag = first.headers().get("ETag");

        // When
        Answer same = api.get("/api/v1/alerts").with("Authorization", "Bearer " + api.token).with("If-None-Match", etag).send();
        api.alerts.on(AlertsIT.alert(1, coulombus.core.alert.AlertKind.SOFT_SHORT, coulombus.core.detection.Severity.WARNING,
                new coulombus.core.alert.AlertState.Open(), 100));
        Answer changed = api.get("/api/v1/alerts").with("Authorization", "Bearer " + api.token).with("If-None-Match", etag).send();

        // Then
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().get("ETag")).isNotEqualTo(etag);
    }

    @Test
    void aLongListIsToldInParts() throws Exception {
        // Given
        for (int i = 0; i < 5; i++) {
            as(Role.OPERATOR, HttpMethod.POST, "/channels/a%2F" + i + "/stop").send(new JsonObject());
        }

        // When
        JsonObject first = api.ask("/api/v1/audit?limit=3").json();
        JsonObject second = api.ask("/api/v1/audit?limit=3&cursor=" + first.getString("next_cursor")).json();

        // Then
        assertThat(subjects(first)).containsExactly("a/4", "a/3", "a/2");
        assertThat(subjects(second)).containsExactly("a/1", "a/0");
        assertThat(second.getString("next_cursor")).isNull();
        assertThat(api.ask("/api/v1/audit?cursor=elsewhere").json().getString("where")).isEqualTo("query.cursor");
    }

    private static List<String> subjects(JsonObject audit) {
        return audit.getJsonArray("entries").stream().map(entry -> ((JsonObject) entry).getString("subject")).toList();
    }

    @Test
    void theFileOfPeopleIsTheOwnersAlone(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("people.yaml");
        PeopleFile.write(file, List.of(new PersonalToken("o'Neil", Role.OPERATOR, List.of("a: b"), PersonalToken.hash("x"))));

        // When, Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PeopleFile.read(file).getFirst().name()).isEqualTo("o'Neil");
        assertThat(PeopleFile.read(file).getFirst().groups()).containsExactly("a: b");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> PeopleFile.read(file)).hasMessageContaining(file.toString()).hasMessageContaining("0600");
    }
}
