package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** An in-memory {@link PoolLedger}. */
public class InMemoryPoolLedger implements PoolLedger {

    private final Map<Key, PoolDay> days = new HashMap<>();
    private final Map<Key, List<Money>> shards = new HashMap<>();
    private final Map<Key, long[]> returns = new HashMap<>();
    private final List<BudgetChange> changes = new ArrayList<>();
    private int leases;
    private int reads;

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
            returns.put(key, new long[fresh.shards()]);
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
        var remaining = stored(day);
        if (!remaining.get(shard).covers(amount)) {
            return new LeaseAnswer.TooLittle(remaining.get(shard));
        }
        remaining.set(shard, remaining.get(shard).minus(amount));
        return new LeaseAnswer.Leased(returnsTo(day)[shard]);
    }

    @Override
    public synchronized ReturnAnswer giveBack(PoolDay day, int shard, Money amount, long returnsSeen) {
        var remaining = stored(day);
        var counts = returnsTo(day);
        if (counts[shard] != returnsSeen) {
            return new ReturnAnswer.Outdated(counts[shard]);
        }
        counts[shard]++;
        remaining.set(shard, remaining.get(shard).plus(amount));
        return new ReturnAnswer.Returned();
    }

    @Override
    public synchronized List<Money> remaining(PoolDay day) {
        reads++;
        return List.copyOf(stored(day));
    }

    @Override
    public synchronized boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        var stored = days.get(Key.of(seen));
        if (stored == null || !stored.budget().equals(seen.budget())) {
            return false;
        }
        var remaining = stored(seen);
        var shares = stored.shardChanges(List.copyOf(remaining), budget);
        for (var shard = 0; shard < remaining.size(); shard++) {
            remaining.set(shard, remaining.get(shard).plus(shares.get(shard)));
        }
        days.put(Key.of(seen), stored.withBudget(budget));
        changes.add(change);
        return true;
    }

    /** The number of leases that were requested. */
    public synchronized int leases() {
        return leases;
    }

    /** The number of times that all shards of a day were read. */
    synchronized int reads() {
        return reads;
    }

    /** The amount that was leased from a day's shards. */
    public synchronized Money leased(Pool pool, LocalDate day) {
        var key = new Key(pool, day);
        var left = shards.getOrDefault(key, List.of()).stream().reduce(Money.ZERO, Money::plus);
        return Optional.ofNullable(days.get(key))
                .map(PoolDay::budget)
                .orElse(Money.ZERO)
                .minus(left);
    }

    private long[] returnsTo(PoolDay day) {
        return Objects.requireNonNull(returns.get(Key.of(day)));
    }

    private List<Money> stored(PoolDay day) {
        var remaining = shards.get(Key.of(day));
        if (remaining == null) {
            throw new IllegalStateException("The day was not rolled: " + day);
        }
        return remaining;
    }
}
