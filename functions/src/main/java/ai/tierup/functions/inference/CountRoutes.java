package ai.tierup.functions.inference;

import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.HttpAnswer;
import jakarta.inject.Singleton;

/** The paths that count the tokens of a request without asking a model: one for all APIs, and those that an API has for its own clients. */
@Singleton
final class CountRoutes {

    private final InferenceApis apis;
    private final CountEndpoint ofApi;
    private final TokenCountEndpoint ofAll;

    CountRoutes(InferenceApis apis, CountEndpoint ofApi, TokenCountEndpoint ofAll) {
        this.apis = apis;
        this.ofApi = ofApi;
        this.ofAll = ofAll;
    }

    boolean cover(String path) {
        return path.equals(TokenCountEndpoint.PATH) || apis.countingAt(path).isPresent();
    }

    /** Answers a request whose path is covered. */
    void answer(GatewayRequest request, HttpAnswer answer) {
        apis.countingAt(request.path())
                .ifPresentOrElse(api -> ofApi.answer(request, api, answer), () -> ofAll.answer(request, answer));
    }
}
