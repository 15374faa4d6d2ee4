package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A fact about an account's money other than usage.
 *
 * @param id when it was booked, for lists
 * @param businessId what it is known by outside, so that it is booked once
 * @param amount negative when money left the account
 * @param day UTC day whose books it belongs to
 */
public record LedgerEntry(
        EntryId id, AccountId account, String businessId, EntryType type, Purse purse, Money amount, LocalDate day) {

    /**
     * What a wallet opens with.
     *
     * @param random38 tells it apart from others of the same millisecond
     */
    public static LedgerEntry opening(AccountId account, String businessId, Money cash, Instant now, long random38) {
        return new LedgerEntry(
                EntryId.of(now, random38),
                account,
                businessId,
                EntryType.ADJUSTMENT,
                Purse.CASH,
                cash,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    /** The same as of another day. */
    public LedgerEntry on(LocalDate other) {
        return new LedgerEntry(id, account, businessId, type, purse, amount, other);
    }
}
