package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.LedgerEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the ledger, read consistently. An account may have millions of rows a day, so the streams read page by page, and only as far
 * as they are consumed.
 */
public interface Books {

    /** The usage records of one day. */
    Stream<Row<UsageRecord>> usage(AccountId account, LocalDate day);

    /** The sums of the usage records of one day. Stores may read a long day in several parts at once. */
    DayUsage sums(AccountId account, LocalDate day);

    /** All entries except usage records. */
    Stream<Row<LedgerEntry>> entries(AccountId account);

    Optional<Row<LedgerEntry>> entry(AccountId account, String businessId);

    /**
     * The newest entries except usage records, newest first.
     *
     * @param before entry that all returned ones are older than; null to start with the newest
     */
    List<LedgerEntry> newestEntries(AccountId account, @Nullable EntryId before, int limit);

    Optional<Row<Statement>> latestStatement(AccountId account);

    /** All statements, oldest first. */
    List<Row<Statement>> statements(AccountId account);

    /** The statements from {@code from} to {@code to}, both included, oldest first. */
    List<Row<Statement>> statements(AccountId account, LocalDate from, LocalDate to);

    /** Closes a day by writing its statement, and adds that to the platform's totals; false when the day is closed already. */
    boolean close(Statement statement);
}
