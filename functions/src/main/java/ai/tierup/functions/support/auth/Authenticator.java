package ai.tierup.functions.support.auth;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.domain.access.SessionToken;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Authenticates requests by {@code Authorization: Bearer}, with a key or a session, or by a browser's session cookie. Only keys may use
 * inference.
 */
@Singleton
public final class Authenticator {

    private static final String AUTHORIZATION = "authorization";
    private static final String SCHEME = "Bearer ";

    private final Credentials credentials;

    public Authenticator(Credentials credentials) {
        this.credentials = credentials;
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
                .map(text -> credentials.key(text.strip()))
                .flatMap(Optional::stream)
                .findFirst();
        if (key.isEmpty()) {
            return new Outcome.Rejected(ApiErrors.invalidApiKey());
        }
        return key.get().allows(scope)
                ? new Outcome.Known(key.get())
                : new Outcome.Rejected(ApiErrors.scopeMissing(scope));
    }

    private static Optional<String> bearerToken(GatewayRequest request) {
        return request.header(AUTHORIZATION)
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()));
    }

    /** The result of {@link #callerOf}. */
    public sealed interface Admission {

        record Admitted(Caller caller) implements Admission {}

        record Rejected(ApiError error) implements Admission {}
    }

    /** Returns who sent a request: somebody who has signed in, or a key with {@code scope}. */
    public Admission callerOf(GatewayRequest request, Scope scope) {
        return callerOf(request, scope, List.of());
    }

    private Admission callerOf(GatewayRequest request, Scope scope, List<String> keyHeaders) {
        var session = bearerToken(request).flatMap(text -> credentials.session(text.strip()));
        if (session.isPresent()) {
            return new Admission.Admitted(Caller.of(session.get(), request));
        }
        if (request.header(AUTHORIZATION).isEmpty()
                && SessionCookie.read(request).isPresent()) {
            return browser(request);
        }
        return switch (keyOf(request, scope, keyHeaders)) {
            case Outcome.Known(var key) -> new Admission.Admitted(Caller.of(key, request));
            case Outcome.Rejected(var error) -> new Admission.Rejected(error);
        };
    }

    /**
     * Returns who has signed in with the browser that sent a request, or why the request may not use the session. Empty if nobody has, or if
     * the session has ended.
     */
    public Optional<Admission> browserOf(GatewayRequest request) {
        return SessionCookie.read(request)
                .flatMap(credentials::session)
                .map(session -> SessionCookie.isOwn(request)
                        ? new Admission.Admitted(Caller.of(session, request))
                        : new Admission.Rejected(ApiErrors.originNotAllowed()));
    }

    private Admission browser(GatewayRequest request) {
        if (!SessionCookie.isOwn(request)) {
            return new Admission.Rejected(ApiErrors.originNotAllowed());
        }
        return SessionCookie.read(request)
                .flatMap(credentials::session)
                .<Admission>map(session -> new Admission.Admitted(Caller.of(session, request)))
                .orElseGet(() -> new Admission.Rejected(ApiErrors.sessionEnded()));
    }

    /** Returns the token of the session that authenticates a request; empty if it has no session. */
    public Optional<SessionToken> sessionOf(GatewayRequest request) {
        var text = request.header(AUTHORIZATION).isPresent() ? bearerToken(request) : SessionCookie.read(request);
        return text.map(String::strip)
                .filter(token -> credentials.session(token).isPresent())
                .flatMap(SessionToken::parse);
    }

    /** Returns an endpoint that accepts sessions, and keys with {@code scope}. */
    public Endpoint requiring(Scope scope, BiFunction<GatewayRequest, Caller, Reply> endpoint) {
        return requiring(scope, List.of(), endpoint);
    }

    /**
     * Returns an endpoint that accepts sessions, and keys with {@code scope}.
     *
     * @param keyHeaders lower-case names of headers that may have the key instead of the bearer token
     */
    public Endpoint requiring(
            Scope scope, List<String> keyHeaders, BiFunction<GatewayRequest, Caller, Reply> endpoint) {
        return request -> switch (callerOf(request, scope, keyHeaders)) {
            case Admission.Admitted(var caller) -> endpoint.apply(request, caller);
            case Admission.Rejected(var error) -> Reply.error(error);
        };
    }
}
