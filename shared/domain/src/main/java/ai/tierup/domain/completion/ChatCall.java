package ai.tierup.domain.completion;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestId;

/** A customer's request with its id, its API key and its deadline. */
public record ChatCall(RequestId id, ApiKey key, ChatRequest request, Deadline deadline) {}
