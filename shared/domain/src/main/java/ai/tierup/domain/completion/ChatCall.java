package ai.tierup.domain.completion;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.answer.Deadline;
import ai.tierup.domain.id.RequestId;

/** One request of one customer. */
public record ChatCall(RequestId id, ApiKey key, ChatRequest request, Deadline deadline) {}
