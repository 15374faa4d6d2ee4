package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A change of an account's balance other than usage.
 *
 * @param id orders lists by booking time
 * @param businessId its name in the outside world, by which it is booked once
 * @param amount negative when money left the account
 * @param day UTC day whose books it belongs to
 * @param topUp top-up that it stems from; null for one that stems from none, or was booked before entries named it
 */
public record LedgerEntry(
        EntryId id,
        AccountId account,
        String businessId,
        EntryType type,
        Purse purse,
        Money amount,
        LocalDate day,
        @Nullable TopUpId topUp) {

    /**
     * Creates the first credit of a wallet.
     *
     * @param random38 distinguishes it from other entries of the same millisecond
     */
    public static LedgerEntry opening(AccountId account, String businessId, Money cash, Instant now, long random38) {
        return new LedgerEntry(
                EntryId.of(now, random38),
                account,
                businessId,
                EntryType.ADJUSTMENT,
                Purse.CASH,
                cash,
                LocalDate.ofInstant(now, ZoneOffset.UTC),
                null);
    }

    /** Returns this entry, booked on another day. */
    public LedgerEntry on(LocalDate other) {
        return new LedgerEntry(id, account, businessId, type, purse, amount, other, topUp);
    }
}
