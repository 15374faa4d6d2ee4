package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable store of sign-up credits. Each method is one transaction or one consistent read. */
public interface SignUpCredits {

    /** The credit of an account; empty for accounts that were opened without one. */
    Optional<SignUpCredit> find(AccountId account);

    /** The account that was opened for an e-mail address, unless it was deleted. */
    Optional<AccountId> accountOf(MailHash mail);

    /**
     * Records that the account of an address was deleted. The address may open another account, which gets no credit. Does nothing if the
     * address has another account already.
     */
    void leave(MailHash mail, AccountId account);

    /**
     * Opens an account: writes that the address is used, the wallet with its first entry, and the credit, if there is one. A credit that is
     * granted counts against the grants of its day. All of it is written or nothing.
     */
    OpeningAnswer open(Opening opening);

    /**
     * Releases a part of a credit: writes {@code part} to the ledger and the wallet, and {@code next} in place of {@code seen}. All of it is
     * written or nothing.
     *
     * @throws IllegalStateException when the account has no wallet
     */
    ReleaseAnswer release(SignUpCredit seen, SignUpCredit next, LedgerEntry part);

    /** Grants a credit that waits: like {@link #release}, and counts it against the grants of its day. */
    ReleaseAnswer grant(SignUpCredit seen, SignUpCredit next, LedgerEntry part, Money dailyGrants);

    /**
     * Takes back what is left of a credit: writes {@code taken} to the ledger and the wallet, and {@code next} in place of {@code seen}.
     *
     * @param wallet the wallet as it was read
     * @return false when the stored credit is not {@code seen} or the wallet was written since; then nothing is written
     */
    boolean takeBack(SignUpCredit seen, SignUpCredit next, LedgerEntry taken, Wallet wallet);

    /**
     * Writes {@code next} in place of {@code seen}.
     *
     * @return false when the stored credit is not {@code seen}; then nothing is written
     */
    boolean replace(SignUpCredit seen, SignUpCredit next);

    /**
     * Active credits with a release or an end that is due, by day and then by account.
     *
     * @param through the last day on which they are due
     * @param after last credit of the page before; null for the first page
     */
    List<SignUpCredit> due(LocalDate through, @Nullable SignUpCredit after, int limit);

    /**
     * Credits that wait to be granted, the oldest first.
     *
     * @param after last credit of the page before; null for the first page
     */
    List<SignUpCredit> waiting(@Nullable SignUpCredit after, int limit);

    /** The answer to an attempt to release a part of a credit. Unless it was released, nothing is written. */
    sealed interface ReleaseAnswer {

        record Released() implements ReleaseAnswer {}

        /** The stored credit is not the one that was seen, because somebody else was first. */
        record Changed() implements ReleaseAnswer {}

        /** What may still be granted on the day is less than the credit. */
        record GrantsUsedUp() implements ReleaseAnswer {}

        /**
         * The wallet is on a later day than the entry.
         *
         * @param day the wallet's day
         */
        record WalletIsAhead(LocalDate day) implements ReleaseAnswer {}
    }

    /**
     * An account to be opened.
     *
     * @param first first entry of its wallet
     * @param freeAllowance amount of the free tier that it may use on its first day
     * @param credit its credit, granted or waiting; null if it gets none
     * @param dailyGrants the most that may be granted to all accounts in a day
     */
    record Opening(
            MailHash mail,
            LedgerEntry first,
            Money freeAllowance,
            @Nullable SignUpCredit credit,
            Money dailyGrants) {}

    /** The answer to an attempt to open an account. */
    sealed interface OpeningAnswer {

        record Opened() implements OpeningAnswer {}

        /** An account was opened for the address before. */
        record MailUsed(AccountId account) implements OpeningAnswer {}

        /** The address had an account that was deleted, so that a new one gets no credit. */
        record CreditUsed() implements OpeningAnswer {}

        /** What may still be granted on the day is less than the credit. */
        record GrantsUsedUp() implements OpeningAnswer {}

        /**
         * The wallet would open on a day whose books are being closed or are closed.
         *
         * @param through the last such day
         */
        record DayIsClosing(LocalDate through) implements OpeningAnswer {}
    }
}
