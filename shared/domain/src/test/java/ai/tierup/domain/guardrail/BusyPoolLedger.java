package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whose budgets somebody else always changes first. */
final class BusyPoolLedger implements PoolLedger {

    private final PoolLedger ledger;
    private int asked;

    BusyPoolLedger(PoolLedger ledger) {
        this.ledger = ledger;
    }

    int asked() {
        return asked;
    }

    @Override
    public Optional<PoolDay> find(Pool pool, LocalDate day) {
        return ledger.find(pool, day);
    }

    @Override
    public PoolDay roll(PoolDay fresh) {
        return ledger.roll(fresh);
    }

    @Override
    public LeaseAnswer lease(PoolDay day, int shard, Money amount) {
        return ledger.lease(day, shard, amount);
    }

    @Override
    public List<Money> remaining(PoolDay day) {
        return ledger.remaining(day);
    }

    @Override
    public boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        asked++;
        return false;
    }
}
