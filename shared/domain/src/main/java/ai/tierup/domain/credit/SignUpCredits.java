package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The durable store of sign-up credits. Each method is one transaction or one consistent read. */
public interface SignUpCredits {

    /** The credit of an account; empty for accounts that were opened without one. */
    Optional<SignUpCredit> find(AccountId account);

    /** The account that was opened for an e-mail address. */
    Optional<AccountId> accountOf(MailHash mail);

    /**
     * Opens an account: writes that the address is used, the wallet with its first entry, and the credit, if there is one. A credit that is
     * granted counts against the grants of its day. All of it is written or nothing.
     */
    OpeningAnswer open(Opening opening);

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
