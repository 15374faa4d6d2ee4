package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Ledger entries that tests book. */
public final class TestEntries {

    private TestEntries() {}

    /** Creates the first credit of a wallet. */
    public static LedgerEntry opening(AccountId account, String businessId, Money cash, LocalDate day) {
        return entry(account, businessId, EntryType.ADJUSTMENT, Purse.CASH, cash, day);
    }

    /** Creates an entry booked at noon, with another id for each business id. */
    public static LedgerEntry entry(
            AccountId account, String businessId, EntryType type, Purse purse, Money amount, LocalDate day) {
        var noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return new LedgerEntry(
                EntryId.of(noon, businessId.hashCode()), account, businessId, type, purse, amount, day, null);
    }
}
