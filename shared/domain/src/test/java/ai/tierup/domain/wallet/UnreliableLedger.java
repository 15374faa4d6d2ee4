package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger whose next places go wrong in the ways that are queued, and then work. */
final class UnreliableLedger implements WalletLedger {

    enum Fault {
        /** The write is lost on its way. */
        LOST,
        /** The write happens and its answer is lost. */
        ANSWER_LOST,
        /** The store says that it did not do it. */
        NOT_APPLIED
    }

    final List<Placement> sent = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    private final WalletLedger works;

    UnreliableLedger(WalletLedger works) {
        this.works = works;
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        sent.add(placement);
        return switch (faults.poll()) {
            case null -> works.place(account, placement);
            case LOST -> new PlaceAnswer.Unknown();
            case ANSWER_LOST -> {
                works.place(account, placement);
                yield new PlaceAnswer.Unknown();
            }
            case NOT_APPLIED -> new PlaceAnswer.NotApplied();
        };
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return works.find(account);
    }

    @Override
    public boolean open(LedgerEntry first, Money freeAllowance) {
        return works.open(first, freeAllowance);
    }

    @Override
    public BookAnswer book(LedgerEntry entry) {
        return works.book(entry);
    }

    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        return works.thaw(account, seen, reason);
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return works.apply(account, application);
    }

    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        return works.changeDailyLimit(account, seen, limit);
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        return works.roll(account, roll, freeAllowance);
    }

    @Override
    public WriteAnswer countKey(AccountId account, KeyId key) {
        return works.countKey(account, key);
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, KeyId key) {
        return works.forgetKey(account, key);
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        return works.freeze(account, reason);
    }
}
