package ai.tierup.functions.inference;

import ai.tierup.api.FileErrors;
import ai.tierup.api.RequestErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.InputCount;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import jakarta.inject.Singleton;
import java.util.Map;

/** Counts the input tokens of requests. It asks no model and costs nothing, so the limits of a key do not apply: agents count in bursts. */
@Singleton
final class CountEndpoint {

    private final Authenticator authenticator;
    private final ModelReading reading;
    private final TokenCounter counter;

    CountEndpoint(Authenticator authenticator, ModelReading reading, TokenCounter counter) {
        this.authenticator = authenticator;
        this.reading = reading;
        this.counter = counter;
    }

    void answer(GatewayRequest request, InferenceApi api, HttpAnswer answer) {
        var bodyError = request.bodyError();
        if (bodyError.isPresent()) {
            answer.error(RequestErrors.inFull(bodyError.get()));
            return;
        }
        switch (authenticator.keyOf(request, Scope.INFERENCE, api.keyHeaders())) {
            case Authenticator.Outcome.Rejected(var error) -> answer.error(RequestErrors.inFull(error));
            case Authenticator.Outcome.Known(var key) ->
                answer(request, key, api.inputCount().orElseThrow(), answer);
        }
    }

    private void answer(GatewayRequest request, ApiKey key, InputCount count, HttpAnswer answer) {
        switch (reading.read(request.body(), key.account(), count::read)) {
            case ParsedRequest.Invalid(var error) -> answer.error(RequestErrors.inFull(error));
            case ParsedRequest.Valid read
            when !read.request().conversation().documentLinks().isEmpty() ->
                answer.error(FileErrors.notCounted(
                        read.request().conversation().documentLinks().getFirst()));
            case ParsedRequest.Valid read -> {
                answer.head("application/json", Map.of());
                answer.write(count.answer(counter.count(read.request().conversation())));
                answer.flush();
            }
        }
    }
}
