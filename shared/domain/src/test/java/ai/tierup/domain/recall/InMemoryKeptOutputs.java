package ai.tierup.domain.recall;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link KeptOutputs}. */
final class InMemoryKeptOutputs implements KeptOutputs {

    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    private record Key(AccountId account, RequestId answer) {}

    private record Kept(byte[] sealed, Instant expiresAt) {}

    @Override
    public void keep(AccountId account, RequestId answer, byte[] sealed, Instant expiresAt) {
        kept.put(new Key(account, answer), new Kept(sealed, expiresAt));
    }

    @Override
    public Map<RequestId, byte[]> find(AccountId account, Set<RequestId> answers, Instant now) {
        var found = new HashMap<RequestId, byte[]>();
        for (var answer : answers) {
            var output = kept.get(new Key(account, answer));
            if (output != null && output.expiresAt().isAfter(now)) {
                found.put(answer, output.sealed());
            }
        }
        return found;
    }
}
