package ai.tierup.functions.support.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
import ai.tierup.domain.access.InMemorySessions;
import ai.tierup.domain.access.SessionToken;
import ai.tierup.domain.access.StartSession;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.InMemoryApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.keys.InMemoryKeyUses;
import ai.tierup.domain.keys.NoteKeyUse;
import ai.tierup.functions.support.auth.Authenticator.Outcome;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("acme");

    private final ApiKeySecret secret = ApiKeySecret.generate(new Random(8));
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final CountingApiKeys directory = new CountingApiKeys();
    private final InMemorySessions sessions = new InMemorySessions();
    private final InMemoryKeyUses uses = new InMemoryKeyUses();
    private final Credentials credentials =
            new Credentials(directory, sessions, new NoteKeyUse(uses, now::get), now::get);
    private final Authenticator authenticator = new Authenticator(credentials);

    private static final class CountingApiKeys implements ApiKeys {

        private final ApiKeys keys = new InMemoryApiKeys();
        private int reads;

        @Override
        public Optional<ApiKey> find(ApiKeyHash hash) {
            reads++;
            return keys.find(hash);
        }

        @Override
        public Optional<ListedKey> find(AccountId account, KeyId id) {
            return keys.find(account, id);
        }

        @Override
        public List<ListedKey> list(AccountId account) {
            return keys.list(account);
        }

        @Override
        public void add(ApiKeyHash hash, ApiKey key) {
            keys.add(hash, key);
        }

        @Override
        public boolean change(ApiKey seen, ApiKey changed) {
            return keys.change(seen, changed);
        }

        @Override
        public boolean revoke(AccountId account, KeyId id, Instant at) {
            return keys.revoke(account, id, at);
        }

        @Override
        public void eraseRevoked(AccountId account) {
            keys.eraseRevoked(account);
        }
    }

    private void addKey() {
        directory.add(
                secret.hash(),
                new ApiKey(
                        new KeyId("key_1"),
                        new AccountId("acme"),
                        "test",
                        new KeyRights(
                                Set.of(Scope.INFERENCE),
                                null,
                                KeyLimits.NONE,
                                NOON.plusSeconds(100),
                                null,
                                PaceLimits.NONE),
                        NOON,
                        "tu-abcd"));
    }

    private Outcome callerWith(String authorization, Scope scope) {
        return authenticator.keyOf(requestWith(Map.of("authorization", List.of(authorization))), scope, List.of());
    }

    private static GatewayRequest requestWith(Map<String, List<String>> headers) {
        return new GatewayRequest(
                GatewayRequest.Arrival.UNKNOWN, "GET", "/", headers, Map.of(), Map.of(), new byte[0], Optional.empty());
    }

    private static ErrorCode rejection(Outcome caller) {
        return switch (caller) {
            case Outcome.Rejected(var error) -> error.code();
            case Outcome.Known known -> throw new AssertionError("Accepted");
        };
    }

    @Test
    void aKnownKeyIsReadOnceInThirtySeconds() {
        addKey();
        credentials.key(secret.reveal());
        now.set(NOON.plusSeconds(29));
        credentials.key(secret.reveal());
        assertThat(directory.reads).isEqualTo(1);

        now.set(NOON.plusSeconds(30));
        credentials.key(secret.reveal());
        assertThat(directory.reads).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsCachedToo() {
        credentials.key(secret.reveal());
        addKey();

        assertThat(credentials.key(secret.reveal())).isEmpty();
        now.set(NOON.plusSeconds(30));
        assertThat(credentials.key(secret.reveal())).isPresent();
        assertThat(directory.reads).isEqualTo(2);
    }

    @Test
    void aMalformedKeyCostsNoRead() {
        assertThat(rejection(callerWith("Bearer tu-" + "A".repeat(38), Scope.INFERENCE)))
                .isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(rejection(callerWith("Basic " + secret.reveal(), Scope.INFERENCE)))
                .isEqualTo(ErrorCode.INVALID_API_KEY);
        assertThat(directory.reads).isZero();
    }

    @Test
    void aKeyIsAcceptedForItsScopesUntilItExpires() {
        addKey();

        assertThat(callerWith("bearer " + secret.reveal(), Scope.INFERENCE)).isInstanceOf(Outcome.Known.class);
        assertThat(rejection(callerWith("Bearer " + secret.reveal(), Scope.ACCOUNT_WRITE)))
                .isEqualTo(ErrorCode.SCOPE_MISSING);
        now.set(NOON.plusSeconds(100));
        assertThat(rejection(callerWith("Bearer " + secret.reveal(), Scope.INFERENCE)))
                .isEqualTo(ErrorCode.INVALID_API_KEY);
    }

    @Test
    void anotherHeaderOfAnApiMayCarryTheKeyInsteadOfABearerToken() {
        addKey();
        var alone = Map.of("x-api-key", List.of(secret.reveal()));
        var withInvalidBearer = Map.of("authorization", List.of("Bearer none"), "x-api-key", List.of(secret.reveal()));

        for (var headers : List.of(alone, withInvalidBearer)) {
            var request = requestWith(headers);
            assertThat(authenticator.keyOf(request, Scope.INFERENCE, List.of("x-api-key")))
                    .isInstanceOf(Outcome.Known.class);
            assertThat(rejection(authenticator.keyOf(request, Scope.INFERENCE, List.of())))
                    .isEqualTo(ErrorCode.INVALID_API_KEY);
        }
    }

    private SessionToken signIn() {
        var trail = new AuditTrail(new InMemoryAuditLog(), now::get, new Random(9));
        return new StartSession(sessions, trail, now::get, new Random(9))
                .start(ACCOUNT, Optional.empty())
                .token();
    }

    /** Returns the status of a request to an endpoint that names its caller. */
    private int status(String method, Map<String, List<String>> headers) {
        var endpoint = authenticator.requiring(Scope.ACCOUNT_WRITE, (request, caller) -> {
            assertThat(caller).isEqualTo(new Caller(ACCOUNT, new Origin(Actor.SESSION, null), KeyRights.ALL));
            return Reply.noContent();
        });
        var arrival =
                new GatewayRequest.Arrival(Optional.of(URI.create("https://api.example.com/live")), Optional.empty());
        return endpoint.answer(new GatewayRequest(
                        arrival, method, "/v1/keys", headers, Map.of(), Map.of(), new byte[0], Optional.empty()))
                .status();
    }

    @Test
    void aSessionHasAllRightsForThirtyDays() {
        var headers = Map.of("authorization", List.of("Bearer " + signIn().reveal()));

        assertThat(status("POST", headers)).isEqualTo(204);
        now.set(NOON.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(status("POST", headers)).isEqualTo(204);
        now.set(NOON.plus(Duration.ofDays(30)));
        assertThat(status("POST", headers)).isEqualTo(401);
    }

    @Test
    void anEndedSessionIsRefusedWithinThirtySeconds() {
        var headers = Map.of("authorization", List.of("Bearer " + signIn().reveal()));
        assertThat(status("GET", headers)).isEqualTo(204);

        sessions.endAll(ACCOUNT, NOON.plusSeconds(1));

        now.set(NOON.plusSeconds(30));
        assertThat(status("GET", headers)).isEqualTo(401);
    }

    @Test
    void aSessionIsOfNoUseForInference() {
        assertThat(rejection(callerWith("Bearer " + signIn().reveal(), Scope.INFERENCE)))
                .isEqualTo(ErrorCode.INVALID_API_KEY);
    }

    @Test
    void aCookieIsAcceptedFromOurOwnPagesOnly() {
        var cookie = "other=1; __Host-tierup=" + signIn().reveal() + "; last=2";

        assertThat(status("GET", Map.of("cookie", List.of(cookie)))).isEqualTo(204);
        assertThat(status("POST", Map.of("cookie", List.of(cookie), "origin", List.of("https://api.example.com"))))
                .isEqualTo(204);
        assertThat(status("POST", Map.of("cookie", List.of(cookie)))).isEqualTo(403);
        for (var origin :
                List.of("https://evil.example", "http://api.example.com", "https://api.example.com:8443", "null")) {
            assertThat(status("DELETE", Map.of("cookie", List.of(cookie), "origin", List.of(origin))))
                    .isEqualTo(403);
        }
        assertThat(status("GET", Map.of("cookie", List.of("__Host-tierup=none"))))
                .isEqualTo(401);
    }

    @Test
    void aCookieDoesNotReplaceAKeyThatWasSent() {
        var headers = Map.of(
                "cookie", List.of("__Host-tierup=" + signIn().reveal()), "authorization", List.of("Bearer tu-wrong"));

        assertThat(status("GET", headers)).isEqualTo(401);
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() {
        assertThat(SessionCookie.of(signIn()))
                .startsWith("__Host-tierup=ts-")
                .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=2592000");
        assertThat(SessionCookie.forgotten()).startsWith("__Host-tierup=; ").endsWith("Max-Age=0");
    }
}
