package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Books a change of an account's balance exactly once, however often it is reported and by however many callers. */
public final class BookEntry {

    private static final int MAX_SENDS = 5;

    private final WalletLedger ledger;
    private final InstantSource clock;
    private final RandomGenerator random;

    public BookEntry(WalletLedger ledger, InstantSource clock, RandomGenerator random) {
        this.ledger = ledger;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A change of a balance to be booked.
     *
     * @param businessId its name in the outside world, such as a checkout; two facts with the same one are booked once
     * @param amount negative when money leaves the account
     * @param topUp top-up that it stems from; null when it stems from none
     */
    public record Fact(
            AccountId account,
            String businessId,
            EntryType type,
            Purse purse,
            Money amount,
            @Nullable TopUpId topUp) {

        /** Creates a change that stems from no top-up. */
        public Fact(AccountId account, String businessId, EntryType type, Purse purse, Money amount) {
            this(account, businessId, type, purse, amount, null);
        }
    }

    /**
     * Books {@code fact} unless it was booked before.
     *
     * @return whether it was booked by this call
     * @throws IllegalStateException when the account has no wallet
     */
    public boolean book(Fact fact) {
        return book(fact, ledger::book);
    }

    /**
     * Books {@code fact} in a transaction that may contain more.
     *
     * @param write sends the transaction, until its outcome is known
     * @return whether it was booked by this call
     * @throws IllegalStateException when the account has no wallet
     */
    public boolean book(Fact fact, Function<LedgerEntry, BookAnswer> write) {
        var now = clock.instant();
        var entry = new LedgerEntry(
                EntryId.of(now, random.nextLong()),
                fact.account(),
                fact.businessId(),
                fact.type(),
                fact.purse(),
                fact.amount(),
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                fact.topUp());
        for (var send = 0; send < MAX_SENDS; send++) {
            switch (write.apply(entry)) {
                case BookAnswer.Booked booked -> {
                    return true;
                }
                case BookAnswer.AlreadyBooked already -> {
                    return false;
                }
                // The wallet was rolled by a clock ahead of ours.
                case BookAnswer.WalletIsAhead(var day) -> entry = entry.on(day);
                case BookAnswer.NoWallet none ->
                    throw new IllegalStateException("There is no wallet of " + fact.account());
            }
        }
        throw new IllegalStateException("The wallet of " + fact.account() + " was rolled during every attempt to book");
    }
}
