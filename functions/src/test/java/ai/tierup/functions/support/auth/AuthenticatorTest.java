package ai.tierup.functions.support.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
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
import ai.tierup.domain.account.Scope;
import ai.tierup.functions.support.auth.Authenticator.Outcome;
import ai.tierup.functions.support.gateway.GatewayRequest;
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

    private final ApiKeySecret secret = ApiKeySecret.generate(new Random(8));
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final CountingApiKeys directory = new CountingApiKeys();
    private final CachedApiKeys keys = new CachedApiKeys(directory, now::get);
    private final Authenticator authenticator = new Authenticator(keys, now::get);

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
        public boolean change(ApiKey changed) {
            return keys.change(changed);
        }

        @Override
        public boolean revoke(AccountId account, KeyId id, Instant at) {
            return keys.revoke(account, id, at);
        }
    }

    private void addKey() {
        directory.add(
                secret.hash(),
                new ApiKey(
                        new KeyId("key_1"),
                        new AccountId("acme"),
                        "test",
                        new KeyRights(Set.of(Scope.INFERENCE), null, KeyLimits.NONE, NOON.plusSeconds(100)),
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
        keys.find(secret.hash());
        now.set(NOON.plusSeconds(29));
        keys.find(secret.hash());
        assertThat(directory.reads).isEqualTo(1);

        now.set(NOON.plusSeconds(30));
        keys.find(secret.hash());
        assertThat(directory.reads).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsCachedToo() {
        keys.find(secret.hash());
        addKey();

        assertThat(keys.find(secret.hash())).isEmpty();
        now.set(NOON.plusSeconds(30));
        assertThat(keys.find(secret.hash())).isPresent();
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
}
