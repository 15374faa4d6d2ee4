package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ledger in which each queued fault makes one placement fail. Without a fault, placements succeed. */
class UnreliableLedger implements WalletLedger {

    enum Fault {
        /** The write never arrives. */
        LOST,
        /** The write is applied, but its answer is lost. */
        ANSWER_LOST,
        /** The store answers that it did not apply the write. */
        NOT_APPLIED
    }

    final List<Placement> sent = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    private final WalletLedger delegate;

    UnreliableLedger(WalletLedger delegate) {
        this.delegate = delegate;
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        sent.add(placement);
        return switch (faults.poll()) {
            case null -> delegate.place(account, placement);
            case LOST -> new PlaceAnswer.Unknown();
            case ANSWER_LOST -> {
                delegate.place(account, placement);
                yield new PlaceAnswer.Unknown();
            }
            case NOT_APPLIED -> new PlaceAnswer.NotApplied();
        };
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        return delegate.find(account);
    }

    @Override
    public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
        return delegate.open(first, freeAllowance);
    }

    @Override
    public WriteAnswer replace(Optional<Wallet> seen, Wallet wallet) {
        return delegate.replace(seen, wallet);
    }

    @Override
    public BookAnswer book(LedgerEntry entry) {
        return delegate.book(entry);
    }

    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        return delegate.thaw(account, seen, reason);
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return delegate.apply(account, application);
    }

    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        return delegate.changeDailyLimit(account, seen, limit);
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        return delegate.roll(account, roll, freeAllowance);
    }

    @Override
    public WriteAnswer countKey(AccountId account, SpenderId spender) {
        return delegate.countKey(account, spender);
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, SpenderId spender) {
        return delegate.forgetKey(account, spender);
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        return delegate.freeze(account, reason);
    }
}
