package ai.tierup.functions.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.ApiErrors;
import ai.tierup.api.FileErrors;
import ai.tierup.api.PaceErrors;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.keys.KeyPace;
import ai.tierup.domain.meter.Block;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import ai.tierup.functions.support.gateway.Reply;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts the tokens of a request in the shape of any inference API, without answering or charging it. */
@Singleton
final class TokenCountEndpoint {

    static final String PATH = "/v1/tokens/count";

    /** The version of the rule in {@code docs/BILLING.md}. */
    private static final int RULE = 1;

    private static final String API = "api";
    private static final String DEFAULT_API = "/v1/chat/completions";

    private final InferenceApis apis;
    private final RequestCheck requestCheck;
    private final KeyPace pace;
    private final TokenCounter counter;

    TokenCountEndpoint(InferenceApis apis, RequestCheck requestCheck, KeyPace pace, TokenCounter counter) {
        this.apis = apis;
        this.requestCheck = requestCheck;
        this.pace = pace;
        this.counter = counter;
    }

    /** Answers with the count of the body, which has the shape of the API whose path is the query parameter {@code api}. */
    void answer(GatewayRequest request, HttpAnswer answer) {
        var api = apis.at(request.parameter(API).orElse(DEFAULT_API));
        if (api.isEmpty()) {
            answer.error(unknownApi());
            return;
        }
        answer.formatFor(api.get());
        answer(request, api.get(), answer);
    }

    private void answer(GatewayRequest request, InferenceApi api, HttpAnswer answer) {
        switch (requestCheck.check(request, api)) {
            case RequestCheck.Outcome.Refused(var error) -> answer.error(error);
            case RequestCheck.Outcome.Accepted accepted
            when !documents(accepted).isEmpty() ->
                answer.error(FileErrors.notCounted(documents(accepted).getFirst()));
            case RequestCheck.Outcome.Accepted accepted -> {
                var key = accepted.key();
                var outcome = pace.admit(key, answer.id());
                answer.alwaysWith(PaceHeaders.of(outcome.state()));
                switch (outcome) {
                    case KeyPace.Outcome.Refused refused -> answer.error(PaceErrors.of(refused));
                    case KeyPace.Outcome.Admitted admitted -> {
                        try {
                            answer.reply(count(accepted));
                        } finally {
                            pace.ended(key, admitted, 0);
                        }
                    }
                }
            }
        }
    }

    private static List<Part.DocumentLink> documents(RequestCheck.Outcome.Accepted accepted) {
        return accepted.read().request().conversation().documentLinks();
    }

    private Reply count(RequestCheck.Outcome.Accepted accepted) {
        var request = accepted.read().request();
        var conversation = request.conversation();
        var blocks = Block.of(conversation).stream().map(counter::count).toList();
        return Reply.json(json -> {
            json.writeStartObject();
            json.writeStringField("object", "token_count");
            json.writeStringField("model", request.tier().publicName());
            json.writeNumberField("rule", RULE);
            json.writeNumberField("prompt_tokens", sum(blocks));
            json.writeArrayFieldStart("block_tokens");
            for (var tokens : blocks) {
                json.writeNumber(tokens);
            }
            json.writeEndArray();
            json.writeBooleanField("exact", isExact(conversation));
            json.writeEndObject();
        });
    }

    private static long sum(List<Long> blocks) {
        return blocks.stream().mapToLong(Long::longValue).sum();
    }

    /** Images behind links are not fetched: each counts as the largest. */
    private static boolean isExact(Conversation conversation) {
        return conversation.links().isEmpty();
    }

    private ApiError unknownApi() {
        var paths = apis.all().stream().map(InferenceApi::path).toList();
        return ApiErrors.invalidValue(API, "It must be one of: " + String.join(", ", paths) + ".");
    }
}
