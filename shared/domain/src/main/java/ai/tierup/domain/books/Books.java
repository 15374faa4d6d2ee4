package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.LedgerEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the ledger, read consistently. */
public interface Books {

    /** The usage records of one day. */
    List<Row<UsageRecord>> usage(AccountId account, LocalDate day);

    /** All entries but usage. */
    List<Row<LedgerEntry>> entries(AccountId account);

    Optional<Row<LedgerEntry>> entry(AccountId account, String businessId);

    /**
     * The newest entries but usage, newest first.
     *
     * @param before only older ones than this; null from the newest
     */
    List<LedgerEntry> newestEntries(AccountId account, @Nullable EntryId before, int limit);

    Optional<Row<Statement>> latestStatement(AccountId account);

    /** All statements, oldest first. */
    List<Row<Statement>> statements(AccountId account);

    /** Closes a day by putting its statement, and adds it to the platform's totals of that day; false when it is closed already. */
    boolean close(Statement statement);
}
