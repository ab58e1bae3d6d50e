package coulombus.fleetapi;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// A small OpenID provider on loopback: its two documents over HTTP, and tokens signed with keys that it makes.
final class IdentityProvider implements AutoCloseable {
    static final String AUDIENCE = "coulombus";

    private final HttpServer server;
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger keyQuestions = new AtomicInteger();
    private volatile String toldIssuer;
    private volatile boolean isAway;

    IdentityProvider() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration",
                asked -> answer(asked, "{\"issuer\": \"" + toldIssuer + "\", \"jwks_uri\": \"" + issuer() + "/keys\"}"));
        server.createContext("/keys", asked -> {
            keyQuestions.incrementAndGet();
            answer(asked, new JWKSet(new ArrayList<JWK>(keys)).toString());
        });
        server.start();
        toldIssuer = issuer().toString();
        rotate("first");
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Signs with a new key from now on and forgets the others.
    void rotate(String keyId) throws JOSEException {
        RSAKey fresh = new RSAKeyGenerator(2048).keyID(keyId).generate();
        keys.clear();
        keys.add(fresh);
    }

    /// Answers nothing useful from now on.
    void goAway() {
        isAway = true;
    }

    /// Says from now on that it is somebody else.
    void pretendToBe(String other) {
        toldIssuer = other;
    }

    int keyQuestions() {
        return keyQuestions.get();
    }

    /// Claims as they should be, to be spoiled.
    JWTClaimsSet.Builder claims(Instant now, String... groups) {
        return new JWTClaimsSet.Builder().issuer(issuer().toString()).audience(AUDIENCE).subject("id-17")
                .claim("preferred_username", "anna").claim("groups", List.of(groups)).issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    String sign(JWTClaimsSet.Builder claims) throws JOSEException {
        return sign(claims, keys.getFirst(), keys.getFirst().getKeyID());
    }

    static String sign(JWTClaimsSet.Builder claims, RSAKey key, String keyId) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    /// Signed with the public key as if it were a shared secret, which a careless verifier would accept.
    String signWithThePublicKey(JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(keys.getFirst().getKeyID()).build(),
                claims.build());
        token.sign(new MACSigner(keys.getFirst().toPublicKey().getEncoded()));
        return token.serialize();
    }

    static String unsigned(JWTClaimsSet.Builder claims) {
        return new PlainJWT(claims.build()).serialize();
    }

    private void answer(HttpExchange asked, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        asked.getResponseHeaders().set("Content-Type", "application/json");
        asked.sendResponseHeaders(isAway ? 503 : 200, bytes.length);
        try (OutputStream out = asked.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
