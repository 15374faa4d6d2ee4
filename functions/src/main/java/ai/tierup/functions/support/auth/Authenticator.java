package ai.tierup.functions.support.auth;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.Scope;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Authenticates requests by {@code Authorization: Bearer tu-…}. A key of the wrong form or checksum costs no read. */
@Singleton
public final class Authenticator {

    private static final String SCHEME = "Bearer ";

    private final CachedApiKeys keys;
    private final InstantSource clock;

    public Authenticator(CachedApiKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The result of {@link #keyOf}. */
    public sealed interface Outcome {

        record Known(ApiKey key) implements Outcome {}

        record Rejected(ApiError error) implements Outcome {}
    }

    /**
     * Returns the key of a request, if it has {@code scope}.
     *
     * @param keyHeaders lower-case names of headers that are tried after the bearer token
     */
    public Outcome keyOf(GatewayRequest request, Scope scope, List<String> keyHeaders) {
        var key = Stream.concat(
                        bearerToken(request).stream(),
                        keyHeaders.stream().map(request::header).flatMap(Optional::stream))
                .map(text -> ApiKeySecret.parse(text.strip()))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(this::validKey);
        if (key.isEmpty()) {
            return new Outcome.Rejected(ApiErrors.invalidApiKey());
        }
        return key.get().allows(scope)
                ? new Outcome.Known(key.get())
                : new Outcome.Rejected(ApiErrors.scopeMissing(scope));
    }

    private static Optional<String> bearerToken(GatewayRequest request) {
        return request.header("authorization")
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()));
    }

    /** Returns an endpoint that accepts only keys with {@code scope}. */
    public Endpoint requiring(Scope scope, BiFunction<GatewayRequest, Caller, Reply> endpoint) {
        return request -> switch (keyOf(request, scope, List.of())) {
            case Outcome.Known(var key) -> endpoint.apply(request, Caller.of(key, request));
            case Outcome.Rejected(var error) -> Reply.error(error);
        };
    }

    private Optional<ApiKey> validKey(ApiKeySecret secret) {
        return keys.find(secret.hash()).filter(key -> key.isValidAt(clock.instant()));
    }
}
