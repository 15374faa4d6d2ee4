package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Takes every lease and never says so. */
final class PoolLedgerWithoutAnswers implements PoolLedger {

    private final PoolLedger ledger;
    private int asked;

    PoolLedgerWithoutAnswers(PoolLedger ledger) {
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
        asked++;
        ledger.lease(day, shard, amount);
        return new LeaseAnswer.Unknown();
    }

    @Override
    public List<Money> remaining(PoolDay day) {
        return ledger.remaining(day);
    }

    @Override
    public boolean changeBudget(PoolDay seen, Money budget, BudgetChange change) {
        return ledger.changeBudget(seen, budget, change);
    }
}
