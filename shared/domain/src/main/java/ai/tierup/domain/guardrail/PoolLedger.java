package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The durable store of the pools. Each method is one conditional write, or one consistent read. */
public interface PoolLedger {

    Optional<PoolDay> find(Pool pool, LocalDate day);

    /** Puts a day and its full shards, unless the day is there; returns the one that stands. */
    PoolDay roll(PoolDay fresh);

    /**
     * Takes {@code amount} out of a shard, on the condition that so much remains in it. There is no way back: an addition that is sent
     * twice would make money.
     */
    LeaseAnswer lease(PoolDay day, int shard, Money amount);

    /** What remains in each shard; negative after the budget was lowered below what is spent. */
    List<Money> remaining(PoolDay day);

    /**
     * Gives the day another budget, on the condition that it still is the one {@code seen}; the shards are levelled by
     * {@link PoolDay#changes} in the same transaction, which also records the change.
     *
     * @return false when another change came first, or leases were in its way: look again
     */
    boolean changeBudget(PoolDay seen, Money budget, BudgetChange change);

    /** What the ledger says of one lease. */
    sealed interface LeaseAnswer {

        record Leased() implements LeaseAnswer {}

        record TooLittle(Money remaining) implements LeaseAnswer {}

        /** No answer came: what was leased, if it was, is lost. */
        record Unknown() implements LeaseAnswer {}
    }
}
