package coulombus.fleetapi;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import coulombus.core.audit.AuditEntry;
import coulombus.fleetapi.RunningApi.Answer;
import coulombus.fleetapi.access.OidcSettings;
import coulombus.fleetapi.access.OidcSettings.GroupRole;
import coulombus.fleetapi.access.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Bearer tokens of an identity provider, which is real but for its people.
class OidcIT {
    private static final List<GroupRole> ROLES = List.of(new GroupRole("lab", Role.VIEWER, null),
            new GroupRole("bench", Role.OPERATOR, "cathodes"), new GroupRole("leads", Role.ENGINEER, null));

    private IdentityProvider provider;
    private RunningApi api;

    @BeforeEach
    void open() throws Exception {
        provider = new IdentityProvider();
        api = new RunningApi(null, settings(null));
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        provider.close();
    }

    private OidcSettings settings(Duration keysFor) {
        return new OidcSettings(provider.issuer(), IdentityProvider.AUDIENCE, null, null, null, null, ROLES, keysFor);
    }

    private JWTClaimsSet.Builder claims(String... groups) {
        return provider.claims(api.now(), groups);
    }

    private Answer me(String token) throws Exception {
        return api.get("/api/v1/me").with("Authorization", "Bearer " + token).send();
    }

    private void assertRefused(String token, String why) throws Exception {
        Answer answer = me(token);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().getString("what")).contains(why);
        assertThat(answer.body()).doesNotContain(token);
    }

    @Test
    void knowsTheBearerByNameAndGivesTheRolesOfTheirGroups() throws Exception {
        // When
        JsonObject me = me(provider.sign(claims("bench", "football"))).json();

        // Then
        assertThat(me.getString("name")).isEqualTo("anna");
        assertThat(me.getString("proof")).isEqualTo("IDENTITY_PROVIDER");
        assertThat(me.getJsonArray("grants")).containsExactly(new JsonObject().put("role", "OPERATOR").put("group", "cathodes"));
        assertThat(me.getJsonArray("scopes")).contains("EXPERIMENT", "BENCH").doesNotContain("PLAN", "FACILITY");
    }

    @Test
    void recordsTheNameOfTheTokenAndNotTheOneInTheBody() throws Exception {
        // Given
        String token = provider.sign(claims("bench"));

        // When
        Answer answer = api.post("/api/v1/channels/a%2F1/stop").with("Authorization", "Bearer " + token)
                .send(new JsonObject().put("why", "smoke").put("requested_by", "bert"));

        // Then
        assertThat(answer.status()).isEqualTo(202);
        assertThat(api.requests.getFirst().requestedBy()).isEqualTo("anna");
        assertThat(api.audits.entries().getFirst().who()).isEqualTo("anna");
        assertThat(api.audits.entries().getFirst().why()).isEqualTo("smoke");
    }

    @Test
    void refusesExpiredOnesButForAMinuteOfLeeway() throws Exception {
        // Given
        String token = provider.sign(claims("lab"));

        // When, Then
        api.pass(Duration.ofSeconds(359));
        assertThat(me(token).status()).isEqualTo(200);
        api.pass(Duration.ofSeconds(2));
        assertRefused(token, "Expired");
    }

    @Test
    void refusesOnesThatAreNotYetGoodButForAMinuteOfLeeway() throws Exception {
        // Given
        Instant now = api.now();

        // When, Then
        assertThat(me(provider.sign(claims("lab").notBeforeTime(Date.from(now.plusSeconds(50))))).status()).isEqualTo(200);
        assertRefused(provider.sign(claims("lab").notBeforeTime(Date.from(now.plusSeconds(70)))), "before");
    }

    @Test
    void refusesOnesForSomebodyElseOrBySomebodyElseOrWithoutAnEnd() throws Exception {
        assertRefused(provider.sign(claims("lab").audience("wiki")), "aud");
        assertRefused(provider.sign(claims("lab").issuer("https://login.example")), "iss");
        assertRefused(provider.sign(claims("lab").expirationTime(null)), "exp");
        assertRefused(provider.sign(claims("football")), "none of the groups of 'anna' has a role");
    }

    @Test
    void refusesOnesWithoutASignatureOrOneAnybodyCouldMake() throws Exception {
        // Given
        RSAKey strange = new RSAKeyGenerator(2048).keyID("first").generate();
        String good = provider.sign(claims("lab"));

        // When, Then
        assertRefused(IdentityProvider.unsigned(claims("leads")), "Unsecured");
        assertRefused(provider.signWithThePublicKey(claims("leads")), "no matching key");
        assertRefused(IdentityProvider.sign(claims("leads"), strange, "first"), "Invalid signature");
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + "AAAA", "Invalid signature");
        assertRefused("a.b.c", "");
    }

    @Test
    void refusesUnknownKeysAndDoesNotAskForThemOnAndOn() throws Exception {
        // Given
        RSAKey strange = new RSAKeyGenerator(2048).keyID("strange").generate();
        assertThat(me(provider.sign(claims("lab"))).status()).isEqualTo(200);

        // When
        for (int i = 0; i < 20; i++) {
            int status = me(IdentityProvider.sign(claims("leads"), strange, "strange")).status();
            assertThat(status).isIn(401, 503);
        }

        // Then
        assertThat(provider.keyQuestions()).isLessThanOrEqualTo(3);
        assertThat(me(provider.sign(claims("lab"))).status()).isEqualTo(200);
    }

    @Test
    void followsANewKeyAtOnceAndForgetsTheOld() throws Exception {
        // Given
        String old = provider.sign(claims("lab"));
        assertThat(me(old).status()).isEqualTo(200);

        // When
        provider.rotate("second");

        // Then
        assertThat(me(provider.sign(claims("lab"))).status()).isEqualTo(200);
        assertThat(me(old).status()).isEqualTo(401);
    }

    @Test
    void usesTheLastGoodKeysWhileTheProviderIsAway() throws Exception {
        // Given
        try (RunningApi brief = new RunningApi(null, settings(Duration.ofSeconds(1)))) {
            String token = provider.sign(claims("lab"));
            Answer before = brief.get("/api/v1/me").with("Authorization", "Bearer " + token).send();
            int asked = provider.keyQuestions();
            provider.goAway();

            // When the keys are too old and cannot be had again
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                brief.get("/api/v1/me").with("Authorization", "Bearer " + token).send();
                return provider.keyQuestions() > asked;
            });
            Answer after = brief.get("/api/v1/me").with("Authorization", "Bearer " + token).send();

            // Then
            assertThat(before.status()).isEqualTo(200);
            assertThat(after.status()).isEqualTo(200);
        }
    }

    @Test
    void saysThatItCannotCheckWhereTheProviderNeverAnswered() throws Exception {
        // Given
        provider.goAway();

        // When
        Answer answer = me(provider.sign(claims("lab")));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("what")).contains(provider.issuer().toString());
        assertThat(api.ask("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void doesNotBelieveADocumentAboutAnotherIssuer() throws Exception {
        // Given
        provider.pretendToBe("https://login.example");

        // When
        Answer answer = me(provider.sign(claims("lab")));

        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("what")).contains("another issuer");
    }

    @Test
    void writesRefusedTokensIntoTheAudit() throws Exception {
        // When
        String token = provider.sign(claims("lab").audience("wiki"));
        me(token);

        // Then
        AuditEntry entry = api.audits.entries().getFirst();
        assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.REFUSED);
        assertThat(entry.who()).isEqualTo("unknown");
        assertThat(entry.action()).isEqualTo("GET /api/v1/me");
        assertThat(entry.detail()).startsWith("401: ").contains("aud claim").contains("from 127.0.0.1").doesNotContain(token);
    }

    @Test
    void cannotBeSetUpUnsafely() {
        assertThatThrownBy(() -> settings("http://login.example", "RS256")).hasMessageContaining("fleetApi.oidc.issuer")
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> settings("https://login.example", "HS256")).hasMessageContaining("fleetApi.oidc.algorithms")
                .hasMessageContaining("HS256");
        assertThatThrownBy(() -> settings("https://login.example", "none")).hasMessageContaining("none");
    }

    private static OidcSettings settings(String issuer, String algorithm) {
        return new OidcSettings(java.net.URI.create(issuer), "coulombus", null, List.of(algorithm), null, null, ROLES, null);
    }
}
