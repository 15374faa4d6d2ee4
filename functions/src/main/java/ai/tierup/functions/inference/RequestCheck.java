package ai.tierup.functions.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.RequestErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.recall.OutputMemory;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.IdempotencyHeader;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Authenticates a request, and reads its body and its idempotency key. */
@Singleton
final class RequestCheck {

    private final Authenticator authenticator;
    private final CurrentSecrets<UpstreamSecrets> secrets;
    private final OutputMemory outputs;
    private final ModelReading reading;

    RequestCheck(
            Authenticator authenticator,
            CurrentSecrets<UpstreamSecrets> secrets,
            OutputMemory outputs,
            ModelReading reading) {
        this.authenticator = authenticator;
        this.secrets = secrets;
        this.outputs = outputs;
        this.reading = reading;
    }

    /** The result of a check. */
    sealed interface Outcome {

        /** @param once the idempotent request; empty if the client sent no idempotency key */
        record Accepted(ApiKey key, ParsedRequest.Valid read, Optional<IdempotentRequest> once) implements Outcome {}

        record Refused(ApiError error) implements Outcome {

            public Refused {
                error = RequestErrors.inFull(error);
            }
        }
    }

    Outcome check(GatewayRequest request, InferenceApi api) {
        return request.bodyError().<Outcome>map(Outcome.Refused::new).orElseGet(() -> authenticate(request, api));
    }

    private Outcome authenticate(GatewayRequest request, InferenceApi api) {
        return switch (authenticator.keyOf(request, Scope.INFERENCE, api.keyHeaders())) {
            case Authenticator.Outcome.Known(var key) -> read(request, api, key);
            case Authenticator.Outcome.Rejected(var error) -> new Outcome.Refused(error);
        };
    }

    private Outcome read(GatewayRequest request, InferenceApi api, ApiKey key) {
        var memory = new AccountMemory(outputs, key.account());
        return switch (reading.read(request.body(), key.account(), body -> api.read(body, memory))) {
            case ParsedRequest.Valid read -> readIdempotencyKey(request, key, read);
            case ParsedRequest.Invalid(var error) -> new Outcome.Refused(error);
        };
    }

    private Outcome readIdempotencyKey(GatewayRequest request, ApiKey key, ParsedRequest.Valid read) {
        secrets.keepFresh();
        return switch (IdempotencyHeader.of(request, key.account())) {
            case IdempotencyHeader.Absent() -> new Outcome.Accepted(key, read, Optional.empty());
            case IdempotencyHeader.Given(var once) -> new Outcome.Accepted(key, read, Optional.of(once));
            case IdempotencyHeader.Invalid(var error) -> new Outcome.Refused(error);
        };
    }
}
