package ai.tierup.functions.inference;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.functions.support.auth.Authenticator;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.proof.VisitorGate;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The requests of the playground, which take no API key. Who has signed in with the browser pays from the account's wallet. Visitors pay
 * nothing and get small answers, from a daily budget of ours.
 */
@Singleton
final class PlaygroundRoutes {

    private static final String CHAT = "/try/chat";
    private static final String START = "/try/start";
    private static final String POST = "POST";
    private static final String API = "/v1/chat/completions";

    private final Authenticator authenticator;
    private final VisitorGate gate;
    private final CurrentSecrets<UpstreamSecrets> secrets;
    private final InferenceEndpoint inference;
    private final InferenceApi api;
    private final Routes start = Routes.of(Route.get(START, this::start));

    PlaygroundRoutes(
            Authenticator authenticator,
            VisitorGate gate,
            CurrentSecrets<UpstreamSecrets> secrets,
            InferenceEndpoint inference,
            InferenceApis apis) {
        this.authenticator = authenticator;
        this.gate = gate;
        this.secrets = secrets;
        this.inference = inference;
        this.api = apis.at(API).orElseThrow();
    }

    boolean isChat(GatewayRequest request) {
        return request.path().equals(CHAT) && request.method().equals(POST);
    }

    void chat(GatewayRequest request, HttpAnswer answer, Deadline deadline) {
        inference.answer(request, check(request), api, answer, deadline);
    }

    boolean cover(String path) {
        return path.equals(CHAT) || path.equals(START);
    }

    /** Answers a request whose path is covered, and which is not to be streamed. */
    Reply answer(GatewayRequest request) {
        return request.path().equals(CHAT)
                ? Reply.error(ApiErrors.methodNotAllowed(List.of(POST)))
                : start.answer(request);
    }

    private Reply start(GatewayRequest request) {
        var isSignedIn = authenticator.browserOf(request).isPresent();
        return Reply.json(json -> {
            json.writeStartObject();
            json.writeStringField("object", "playground");
            json.writeBooleanField("signed_in", isSignedIn);
            json.writeBooleanField("open", isSignedIn || gate.isOpen());
            json.writeObjectFieldStart("visitor_limits");
            json.writeNumberField("requests_per_day", gate.maxRequestsPerNetwork());
            json.writeNumberField("max_output_tokens", VisitorLimits.MAX_OUTPUT_TOKENS);
            json.writeNumberField("max_text_bytes", VisitorLimits.MAX_TEXT_BYTES);
            json.writeNumberField("max_images", VisitorLimits.MAX_IMAGES);
            json.writeEndObject();
            json.writeObjectFieldStart("proof");
            gate.writeChallenge(json);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private RequestCheck.Outcome check(GatewayRequest request) {
        secrets.keepFresh();
        return request.bodyError()
                .<RequestCheck.Outcome>map(RequestCheck.Outcome.Refused::new)
                .orElseGet(() -> authenticator
                        .browserOf(request)
                        .map(admission -> ofSession(request, admission))
                        .orElseGet(() -> ofVisitor(request)));
    }

    private RequestCheck.Outcome ofSession(GatewayRequest request, Authenticator.Admission admission) {
        return switch (admission) {
            case Authenticator.Admission.Rejected(var error) -> new RequestCheck.Outcome.Refused(error);
            case Authenticator.Admission.Admitted(var caller) ->
                switch (api.read(request.body())) {
                    case ParsedRequest.Invalid(var error) -> new RequestCheck.Outcome.Refused(error);
                    case ParsedRequest.Valid read -> accepted(ApiKey.ofSession(caller.account()), read);
                };
        };
    }

    /** Checks first what the request itself shows, so that a request that cannot be answered does not count. */
    private RequestCheck.Outcome ofVisitor(GatewayRequest request) {
        return switch (VisitorLimits.limited(api.read(request.body()))) {
            case ParsedRequest.Invalid(var error) -> new RequestCheck.Outcome.Refused(error);
            case ParsedRequest.Valid read ->
                gate.refusal(request)
                        .<RequestCheck.Outcome>map(RequestCheck.Outcome.Refused::new)
                        .orElseGet(() -> accepted(ApiKey.VISITOR, read));
        };
    }

    private static RequestCheck.Outcome accepted(ApiKey key, ParsedRequest.Valid read) {
        return new RequestCheck.Outcome.Accepted(key, read, Optional.empty());
    }
}
