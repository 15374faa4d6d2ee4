package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletRules;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Computes what a wallet must be from the rows of its ledger. It is on a day that is not closed, and its version is above that of every row,
 * so that nothing is counted twice and nothing is added to a closed day.
 */
public final class WalletFromLedger {

    private final Books books;
    private final PlatformBooks platform;
    private final WalletRules rules;
    private final InstantSource clock;

    public WalletFromLedger(Books books, PlatformBooks platform, WalletRules rules, InstantSource clock) {
        this.books = books;
        this.platform = platform;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Computes the wallet of {@code account}; empty when it has no entry, and so never had a wallet.
     *
     * @param stored the wallet as it is stored, with the limits, freezes and open holds, which are not in the ledger
     */
    public Optional<Wallet> compute(AccountId account, Optional<Wallet> stored) {
        var entryDays =
                entries(account).mapToLong(entry -> entry.day().toEpochDay()).summaryStatistics();
        if (entryDays.getCount() == 0) {
            return Optional.empty();
        }
        var statements = books.statements(account);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var lastEntry = LocalDate.ofEpochDay(entryDays.getMax());
        var day = openDay(account, today, lastEntry, stored, statements);
        var covered = Depth.EVERYTHING.coveredThrough(statements, today);
        var sums = new LedgerSums(stored, day);
        entries(account).forEach(sums::add);
        statements.stream()
                .map(Row::content)
                .filter(statement -> covered != null && !statement.day().isAfter(covered))
                .forEach(sums::add);
        var first = covered == null ? LocalDate.ofEpochDay(entryDays.getMin()) : covered.plusDays(1);
        first.datesUntil(day.plusDays(1))
                .flatMap(on -> books.usage(account, on))
                .map(Row::content)
                .forEach(sums::add);
        return Optional.of(sums.wallet(account, rules.freeAllowanceOf(account)));
    }

    private Stream<LedgerEntry> entries(AccountId account) {
        return books.entries(account).map(Row::content);
    }

    /** The latest of today, the days of the wallet and its entries, and the day after the last that is closed; or tomorrow if it has usage. */
    private LocalDate openDay(
            AccountId account,
            LocalDate today,
            LocalDate lastEntry,
            Optional<Wallet> stored,
            List<Row<Statement>> statements) {
        var day = Stream.of(
                        Stream.of(today, lastEntry),
                        stored.map(Wallet::day).stream(),
                        statements.stream().map(row -> row.content().day().plusDays(1)),
                        platform.latest().map(latest -> latest.plusDays(1)).stream())
                .flatMap(days -> days)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        // A clock ahead of ours may have moved the wallet to tomorrow already.
        var next = day.plusDays(1);
        return books.usage(account, next).findAny().isPresent() ? next : day;
    }
}
