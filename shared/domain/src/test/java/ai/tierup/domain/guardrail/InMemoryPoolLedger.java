package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The pools of a service that forgets everything when it ends. */
public class InMemoryPoolLedger implements PoolLedger {

    private final Map<Key, PoolDay> days = new HashMap<>();
    private final Map<Key, List<Money>> shards = new HashMap<>();
    private final List<BudgetChange> changes = new ArrayList<>();
    private int leases;
    private int looks;

    private record Key(Pool pool, LocalDate day) {

        static Key of(PoolDay day) {
            return new Key(day.pool(), day.day());
        }
    }

    @Override
    public synchronized Optional<PoolDay> find(Pool pool, LocalDate day) {
        return Optional.ofNullable(days.get(new Key(pool, day)));
    }

    @Override
    public synchronized PoolDay roll(PoolDay fresh) {
        var key = Key.of(fresh);
        if (!days.containsKey(key)) {
            days.put(key, fresh);
            shards.put(
                    key,
                    new ArrayList<>(IntStream.range(0, fresh.shards())
                            .mapToObj(shard -> fresh.share(fresh.budget(), shard))
                            .toList()));
        }
        return days.getOrDefault(key, fresh);
    }

    @Override
    public synchronized LeaseAnswer lease(PoolDay day, int shard, Money amount) {
        leases++;
        var parts = parts(day);
        if (!parts.get(shard).covers(amount)) {
            return new LeaseAnswer.TooLittle(parts.get(shard));
        }
        parts.set(shard, parts.get(shard).minus(amount));
        return new LeaseAnswer.Leased();
    }

    @Override
    public synchronized List<Money> remaining(PoolDay day) {
        looks++;
        return List.copyOf(parts(day));
    }

    @Override
    public synchronized boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        var stored = days.get(Key.of(seen));
        if (stored == null || !stored.budget().equals(seen.budget())) {
            return false;
        }
        var parts = parts(seen);
        var shares = stored.shardChanges(List.copyOf(parts), budget);
        for (var shard = 0; shard < parts.size(); shard++) {
            parts.set(shard, parts.get(shard).plus(shares.get(shard)));
        }
        days.put(Key.of(seen), stored.withBudget(budget));
        changes.add(change);
        return true;
    }

    /** How many leases were asked for. */
    public synchronized int leases() {
        return leases;
    }

    /** How often all shards of a day were looked at. */
    synchronized int looks() {
        return looks;
    }

    /** What has left the shards of a day. */
    public synchronized Money leased(Pool pool, LocalDate day) {
        var key = new Key(pool, day);
        var left = shards.getOrDefault(key, List.of()).stream().reduce(Money.ZERO, Money::plus);
        return Optional.ofNullable(days.get(key))
                .map(PoolDay::budget)
                .orElse(Money.ZERO)
                .minus(left);
    }

    private List<Money> parts(PoolDay day) {
        var parts = shards.get(Key.of(day));
        if (parts == null) {
            throw new IllegalStateException("Nobody has rolled " + day);
        }
        return parts;
    }
}
