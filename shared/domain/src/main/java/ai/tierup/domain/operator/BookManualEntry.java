package ai.tierup.domain.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PaymentDifference;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Books an adjustment or a grant on behalf of an operator. The same amount for the same reason is booked once per account, so an operator
 * who does not know whether a booking succeeded can repeat it.
 */
public final class BookManualEntry {

    private static final Money MAX_AMOUNT = Money.ofUsd("1000000");
    private static final int HASH_BYTES = 12;

    private final RecordedActs acts;
    private final WalletLedger ledger;
    private final BookEntry bookEntry;

    public BookManualEntry(RecordedActs acts, WalletLedger ledger, BookEntry bookEntry) {
        this.acts = acts;
        this.ledger = ledger;
        this.bookEntry = bookEntry;
    }

    /** The kinds of entries that an operator can book. */
    public enum Kind {
        /** Cash that is added or taken away. */
        ADJUSTMENT("adj", EntryType.ADJUSTMENT, Purse.CASH, true),
        /** Credit that is given. */
        GRANT("grant", EntryType.GRANT, Purse.GRANT, false);

        private final String prefix;
        private final EntryType type;
        private final Purse purse;
        private final boolean canBeNegative;

        Kind(String prefix, EntryType type, Purse purse, boolean canBeNegative) {
            this.prefix = prefix;
            this.type = type;
            this.purse = purse;
            this.canBeNegative = canBeNegative;
        }

        /** Returns whether {@code amount} may be booked: at most a million dollars, not zero, and below zero only as an adjustment. */
        public boolean isAllowed(Money amount) {
            var min = canBeNegative ? Money.ZERO.minus(MAX_AMOUNT) : Money.ZERO;
            return !amount.isZero() && MAX_AMOUNT.covers(amount) && amount.covers(min);
        }

        private BookEntry.Fact fact(AccountId account, Money amount, String why) {
            return entry(account, prefix + "#" + hash(amount + "|" + why), amount);
        }

        private BookEntry.Fact entry(AccountId account, String businessId, Money amount) {
            return new BookEntry.Fact(account, businessId, type, purse, amount);
        }
    }

    /** The result of {@link #book} and {@link #correct}. */
    public sealed interface Outcome {

        /** @param wallet the wallet after the booking */
        record Booked(Wallet wallet) implements Outcome {}

        /** The same was booked before, and nothing was booked now. */
        record BookedBefore(Wallet wallet) implements Outcome {}

        /** The account does not exist. Nothing was recorded. */
        record NoAccount() implements Outcome {}
    }

    /**
     * Books {@code amount}.
     *
     * @throws IllegalArgumentException when the amount is not allowed, or {@code who} or {@code why} is blank or too long
     */
    public Outcome book(Operator who, String why, Kind kind, AccountId account, Money amount) {
        return book(who, why, kind.prefix, kind, kind.fact(account, amount, why));
    }

    /**
     * Corrects what the ledger has for a payment, so that it agrees with the payment provider. Each entry is corrected once, whatever the reason.
     *
     * @param businessId business id of the entry that is missing or has another amount
     * @throws IllegalArgumentException when the amount is not allowed, or {@code who} or {@code why} is blank or too long
     */
    public Outcome correct(Operator who, String why, AccountId account, String businessId, Money amount) {
        var correction = PaymentDifference.correctionOf(businessId);
        return book(who, why, "correct", Kind.ADJUSTMENT, Kind.ADJUSTMENT.entry(account, correction, amount));
    }

    private Outcome book(Operator who, String why, String what, Kind kind, BookEntry.Fact fact) {
        var account = fact.account();
        var amount = fact.amount();
        if (!kind.isAllowed(amount)) {
            throw new IllegalArgumentException("An operator cannot book " + amount + " as " + kind);
        }
        if (ledger.find(account).isEmpty()) {
            return new Outcome.NoAccount();
        }
        var booking = acts.audited(
                account,
                AuditAction.ENTRY_BOOKED,
                kind.type.name().toLowerCase(Locale.ROOT) + " " + amount.usd(),
                () -> bookEntry.book(fact));
        var isNew = acts.run(who, why, what, account + " by " + amount, booking);
        var wallet = ledger.find(account).orElseThrow();
        return isNew ? new Outcome.Booked(wallet) : new Outcome.BookedBefore(wallet);
    }

    private static String hash(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
