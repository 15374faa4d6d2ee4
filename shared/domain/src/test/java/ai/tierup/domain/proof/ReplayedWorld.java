package ai.tierup.domain.proof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.BookAnswer;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.OpenAnswer;
import ai.tierup.domain.wallet.PlaceAnswer;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replays recorded answers to a program, one per call, and suspends the program at the first call without an answer. So a program that
 * is ordinary code can be suspended at each of its calls.
 */
final class ReplayedWorld implements WalletLedger, UsageLog, Alarms {

    private final Iterator<Object> answers;

    ReplayedWorld(List<Object> answers) {
        this.answers = answers.iterator();
    }

    /** Suspends a program at {@code call}. */
    static final class Suspension extends RuntimeException {

        private static final long serialVersionUID = 1;

        final transient Call call;

        Suspension(Call call) {
            super(call.toString(), null, false, false);
            this.call = call;
        }
    }

    private <A> A ask(Call call, Class<A> kind) {
        if (!answers.hasNext()) {
            throw new Suspension(call);
        }
        return kind.cast(answers.next());
    }

    /** The cost of the generated answer. */
    Money generate(Call.Generate call) {
        return ask(call, Money.class);
    }

    /** The cost in the last checkpoint, or zero. */
    Money checkpoint(Call.ReadCheckpoint call) {
        return ask(call, Money.class);
    }

    @Override
    public PlaceAnswer place(AccountId account, Placement placement) {
        return ask(new Call.Place(placement), PlaceAnswer.class);
    }

    @Override
    public UsageRecord append(UsageRecord record) {
        return ask(new Call.Append(record), UsageRecord.class);
    }

    @Override
    public WriteAnswer apply(AccountId account, Application application) {
        return ask(new Call.Apply(application), WriteAnswer.class);
    }

    @Override
    public void raise(Alarm alarm, String subject) {
        throw new Suspension(new Call.Raise(alarm));
    }

    @Override
    public Optional<Wallet> find(AccountId account) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OpenAnswer open(LedgerEntry first, Money freeAllowance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer replace(Optional<Wallet> seen, Wallet wallet) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BookAnswer book(LedgerEntry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer thaw(AccountId account, Set<String> seen, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer roll(AccountId account, DayRoll roll, Money freeAllowance) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer changeDailyLimit(AccountId account, Money seen, Money limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer countKey(AccountId account, SpenderId spender) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer forgetKey(AccountId account, SpenderId spender) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WriteAnswer freeze(AccountId account, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<UsageRecord> find(AccountId account, RequestId request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UsageRecord> newest(AccountId account, LocalDate day, @Nullable RequestId before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<UsageRecord> ofDay(AccountId account, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<UsageRecord> ofDayAfter(AccountId account, LocalDate day, RequestId request) {
        throw new UnsupportedOperationException();
    }
}
