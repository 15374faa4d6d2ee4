package ai.tierup.domain.upstream;

import ai.tierup.domain.account.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link ToolCallMemory}. */
public final class InMemoryToolCallMemory implements ToolCallMemory {

    private final Map<Key, OriginalToolCall> originals = new ConcurrentHashMap<>();

    private record Key(AccountId account, String ownId) {}

    @Override
    public void remember(AccountId account, Map<String, OriginalToolCall> toolCalls) {
        toolCalls.forEach((ownId, original) -> originals.put(new Key(account, ownId), original));
    }

    @Override
    public Map<String, OriginalToolCall> recall(AccountId account, Set<String> ownIds) {
        var recalled = new HashMap<String, OriginalToolCall>();
        for (var ownId : ownIds) {
            var original = originals.get(new Key(account, ownId));
            if (original != null) {
                recalled.put(ownId, original);
            }
        }
        return recalled;
    }
}
