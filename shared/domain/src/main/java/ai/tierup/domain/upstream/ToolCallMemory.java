package ai.tierup.domain.upstream;

import ai.tierup.domain.account.AccountId;
import java.util.Map;
import java.util.Set;

/** Maps our own tool-call ids to upstream's tool calls, for some days. */
public interface ToolCallMemory {

    /** @param originals upstream's tool calls by our own id */
    void remember(AccountId account, Map<String, OriginalToolCall> originals);

    /** The tool calls remembered for {@code ownIds}; forgotten ones are missing. */
    Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds);
}
