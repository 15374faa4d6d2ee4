package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Ledger entries that tests book. */
public final class TestEntries {

    private TestEntries() {}

    /** What a wallet opens with. */
    public static LedgerEntry opening(AccountId account, String businessId, Money cash, LocalDate day) {
        return entry(account, businessId, EntryType.ADJUSTMENT, Purse.CASH, cash, day);
    }

    /** An entry of noon, whose id tells business ids apart. */
    public static LedgerEntry entry(
            AccountId account, String businessId, EntryType type, Purse purse, Money amount, LocalDate day) {
        var noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return new LedgerEntry(EntryId.of(noon, businessId.hashCode()), account, businessId, type, purse, amount, day);
    }
}
