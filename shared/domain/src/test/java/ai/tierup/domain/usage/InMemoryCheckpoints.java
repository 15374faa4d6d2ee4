package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.HoldKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link Checkpoints}. */
public final class InMemoryCheckpoints implements Checkpoints {

    private final Map<Key, Checkpoint> checkpoints = new ConcurrentHashMap<>();

    private boolean down;

    private record Key(AccountId account, HoldKey hold) {}

    /** Makes every later call fail. */
    public void breakDown() {
        down = true;
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        if (down) {
            throw new IllegalStateException("The store is down");
        }
        checkpoints.put(new Key(checkpoint.account(), checkpoint.holdKey()), checkpoint);
    }

    @Override
    public Map<OpenHold, Checkpoint> find(Collection<OpenHold> holds) {
        if (down) {
            throw new IllegalStateException("The store is down");
        }
        var found = new HashMap<OpenHold, Checkpoint>();
        holds.forEach(hold -> find(hold.account(), hold.key()).ifPresent(checkpoint -> found.put(hold, checkpoint)));
        return found;
    }

    public Optional<Checkpoint> find(AccountId account, HoldKey key) {
        return Optional.ofNullable(checkpoints.get(new Key(account, key)));
    }
}
