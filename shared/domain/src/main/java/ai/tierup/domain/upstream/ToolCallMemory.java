package ai.tierup.domain.upstream;

import ai.tierup.domain.account.AccountId;
import java.util.Map;
import java.util.Set;

/** Remembers for some days which upstream tool call stands behind each of our own ids. */
public interface ToolCallMemory {

    /** @param originals by our own id */
    void remember(AccountId account, Map<String, OriginalToolCall> originals);

    /** What is remembered of {@code ownIds}; forgotten ones are missing. */
    Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds);
}
