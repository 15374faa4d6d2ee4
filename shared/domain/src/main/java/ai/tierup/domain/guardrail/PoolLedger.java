package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The durable store of the pools. Each method is one conditional write or one consistent read. */
public interface PoolLedger {

    Optional<PoolDay> find(Pool pool, LocalDate day);

    /** Stores a day and its full shards unless the day exists. Returns the stored day. */
    PoolDay roll(PoolDay fresh);

    /** Takes {@code amount} out of a shard if that much remains in it. */
    LeaseAnswer lease(PoolDay day, int shard, Money amount);

    /**
     * Adds {@code amount} to a shard on the condition that it has had {@code returnsSeen} returns, and counts the return. A copy that
     * arrives later is refused, however late. Sent exactly once, so a refusal means that nothing was added.
     */
    ReturnAnswer giveBack(PoolDay day, int shard, Money amount, long returnsSeen);

    /** The amount remaining in each shard; negative after the budget was lowered below the spend. */
    List<Money> remaining(PoolDay day);

    /**
     * Changes the day's budget, on the condition that it is still {@code seen}. The same transaction applies {@link PoolDay#shardChanges}
     * to the shards and records {@code change}.
     *
     * @return false if another change or a lease came first; read the day again and retry
     */
    boolean changeBudget(PoolDay seen, Money budget, BudgetChange change);

    /** The ledger's answer to a lease. */
    sealed interface LeaseAnswer {

        /** @param returns how many returns the shard has had */
        record Leased(long returns) implements LeaseAnswer {}

        record TooLittle(Money remaining) implements LeaseAnswer {}

        /** No answer came. If the amount was leased, it is lost. */
        record Unknown() implements LeaseAnswer {}
    }

    /** The ledger's answer to a return. */
    sealed interface ReturnAnswer {

        record Returned() implements ReturnAnswer {}

        /**
         * Not applied, because the shard has had other returns.
         *
         * @param returns how many
         */
        record Outdated(long returns) implements ReturnAnswer {}

        /** Not applied, for a reason that says nothing about the shard: a conflict, a throttle. */
        record NotApplied() implements ReturnAnswer {}

        /** No answer came. The amount is in the shard, or lost. */
        record Unknown() implements ReturnAnswer {}
    }
}
