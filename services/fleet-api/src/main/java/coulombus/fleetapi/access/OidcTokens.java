package coulombus.fleetapi.access;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/// Checks the bearer tokens of an identity provider: signature, issuer, audience, times, and what their groups mean here.
///
/// Keys are fetched when the first token comes, again after a while or when a token names an unknown one (not more than twice in half a
/// minute), and the last good ones are used while the provider does not answer. Safe for any thread; [#check] may wait for the network
/// and must not be called on an event loop.
public final class OidcTokens {
    /// How far clocks may differ.
    static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final Duration LAST_GOOD_KEYS = Duration.ofDays(1);
    private static final Duration LEAST_BETWEEN_QUESTIONS = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LARGEST_DOCUMENT_BYTES = 256 * 1024;
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final int LONGEST_NAME = 100;

    private final OidcSettings settings;
    private final InstantSource clock;
    private final DefaultResourceRetriever documents = new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS,
            LARGEST_DOCUMENT_BYTES);
    private DefaultJWTProcessor<SecurityContext> processor;
    private volatile boolean hasKeys;

    public OidcTokens(OidcSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// True for what has the form of such a token, so that others need not be checked here.
    public static boolean hasForm(String token) {
        return token.chars().filter(c -> c == '.').count() == 2;
    }

    /// Who a token says that its bearer is.
    ///
    /// @throws RefusedTokenException where it is not to be believed, gives no role, or cannot be checked now
    public Principal check(String token) throws RefusedTokenException {
        if (token.length() > LONGEST_TOKEN) {
            throw RefusedTokenException.wrong("the token is longer than " + LONGEST_TOKEN + " characters", null);
        }
        try {
            JWTClaimsSet claims = processor().process(token, null);
            hasKeys = true;
            return principal(claims);
        } catch (RateLimitReachedException e) {
            // The keys were asked for just now: a token of one that they do not have is not worth another question.
            throw hasKeys
                    ? RefusedTokenException.wrong("it is signed with a key that " + settings.issuer() + " did not have just now", e)
                    : RefusedTokenException.unchecked("the keys of " + settings.issuer() + " could not be had just now", e);
        } catch (KeySourceException e) {
            throw RefusedTokenException.unchecked("the keys of " + settings.issuer() + " cannot be had now: " + e.getMessage(), e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            throw RefusedTokenException.wrong(e.getMessage(), e);
        } catch (IOException e) {
            throw RefusedTokenException.unchecked(settings.issuer() + " does not tell where its keys are: " + e.getMessage(), e);
        }
    }

    private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        if (processor == null) {
            JWKSource<SecurityContext> keys = JWKSourceBuilder
                    .create(settings.jwksUrl() == null ? discovered() : settings.jwksUrl().toURL(), documents)
                    .cache(settings.keysFor().toMillis(), 2L * PATIENCE_MILLIS)
                    .rateLimited(Math.min(LEAST_BETWEEN_QUESTIONS.toMillis(), settings.keysFor().toMillis() / 2))
                    .refreshAheadCache(false).retrying(true)
                    .outageTolerant(LAST_GOOD_KEYS.toMillis()).build();
            Set<JWSAlgorithm> algorithms = settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
            DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
            made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            made.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
            made.setJWTClaimsSetVerifier(new Claims(settings, clock));
            processor = made;
        }
        return processor;
    }

    /// Where the issuer says that its keys are.
    private URL discovered() throws IOException {
        URI document = URI.create(settings.issuer().toString().replaceAll("/$", "") + "/.well-known/openid-configuration");
        try {
            Map<String, Object> told = JSONObjectUtils.parse(documents.retrieveResource(document.toURL()).getContent());
            String issuer = JSONObjectUtils.getString(told, "issuer");
            if (!settings.issuer().toString().equals(issuer)) {
                throw new IOException(document + " is about another issuer, " + issuer);
            }
            URI keys = JSONObjectUtils.getURI(told, "jwks_uri");
            if (keys == null || keys.getHost() == null || !keys.getScheme().equals("https") && !OidcSettings.isLoopback(keys.getHost())) {
                throw new IOException(document + " names no safe jwks_uri: " + keys);
            }
            return keys.toURL();
        } catch (ParseException e) {
            throw new IOException(document + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Principal principal(JWTClaimsSet claims) throws ParseException, RefusedTokenException {
        String given = claims.getClaim(settings.nameClaim()) instanceof String text && !text.isBlank() ? text : claims.getSubject();
        String name = given.replaceAll("\\p{Cntrl}", " ").strip();
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        List<String> members = members(claims.getClaim(settings.groupsClaim()));
        List<Principal.Grant> grants = new ArrayList<>();
        for (OidcSettings.GroupRole one : settings.roles()) {
            if (members.contains(one.member())) {
                grants.add(new Principal.Grant(one.role(), Optional.ofNullable(one.group())));
            }
        }
        if (name.isEmpty() || grants.isEmpty()) {
            throw RefusedTokenException.wrong("none of the groups of '" + name + "' has a role in this fleet", null);
        }
        return new Principal(name, Principal.Proof.IDENTITY_PROVIDER, grants);
    }

    /// One text or a list of them.
    private static List<String> members(Object claim) {
        return switch (claim) {
            case String one -> List.of(one);
            case List<?> many -> many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /// With our clock instead of the machine's, so that time can be told in a test.
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final InstantSource clock;

        Claims(OidcSettings settings, InstantSource clock) {
            super(Set.of(settings.audience()), new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                    Set.of("sub", "exp"),
                    null);
            this.clock = clock;
            setMaxClockSkew((int) LEEWAY.toSeconds());
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
