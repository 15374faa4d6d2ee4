package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Books a fact about an account's money, once, whoever tells it and however often. */
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
     * What is to be booked.
     *
     * @param businessId what it is known by outside
     * @param amount negative when money leaves the account
     */
    public record Fact(AccountId account, String businessId, EntryType type, Purse purse, Money amount) {}

    /**
     * Whether it was booked now; false when it was before.
     *
     * @throws IllegalStateException when the account has no wallet
     */
    public boolean book(Fact fact) {
        return book(fact, ledger::book);
    }

    /**
     * The same with more in the transaction.
     *
     * @param write sends it, until its fate is known
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
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        for (var send = 0; send < MAX_SENDS; send++) {
            switch (write.apply(entry)) {
                case BookAnswer.Booked booked -> {
                    return true;
                }
                case BookAnswer.AlreadyBooked before -> {
                    return false;
                }
                // Our clock is behind that of whoever rolled the wallet.
                case BookAnswer.WalletIsAhead(var day) -> entry = entry.on(day);
                case BookAnswer.NoWallet none ->
                    throw new IllegalStateException("There is no wallet of " + fact.account());
            }
        }
        throw new IllegalStateException("The wallet of " + fact.account() + " is rolled too often");
    }
}
