package ai.tierup.domain.completion;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.usage.Channel;

/**
 * A customer's request with its id, its API key and its deadline.
 *
 * @param api the name of the public API through which it came
 */
public record ChatCall(RequestId id, ApiKey key, String api, ChatRequest request, Deadline deadline) {

    /** How the request came. */
    Channel channel() {
        return new Channel(api, request.stream());
    }

    ChatCall with(ChatRequest other) {
        return new ChatCall(id, key, api, other, deadline);
    }
}
