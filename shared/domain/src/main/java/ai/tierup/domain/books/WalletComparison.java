package ai.tierup.domain.books;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WholeWallet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of one image of a wallet with the rows of its ledger. The rows are added one by one, and only their sums are kept, because
 * an account may have millions of them.
 */
final class WalletComparison {

    /** Enough to find the cause. Without a limit, an account all of whose rows were changed would exhaust the memory. */
    private static final int MAX_CHANGED_ROWS = 100;

    private final Wallet wallet;
    private final Map<Integer, Long> versions;
    private final Map<Integer, Long> newestVersions = new HashMap<>();
    private final List<Row<Statement>> statements;
    private final @Nullable LocalDate coveredThrough;
    private final Map<LocalDate, Money> usageByDay = new HashMap<>();
    private final List<String> changedRows = new ArrayList<>();
    private long changed;
    private Money credits = Money.ZERO;
    private Money debits;
    private LocalDate firstEntry;

    /**
     * @param statements all statements of the account, oldest first
     * @param coveredThrough day through which the statements stand for their usage records; null when all records are added
     */
    WalletComparison(WholeWallet whole, List<Row<Statement>> statements, @Nullable LocalDate coveredThrough) {
        this.wallet = whole.sum();
        this.versions = whole.lanes().stream().collect(Collectors.toMap(Wallet::lane, Wallet::version));
        this.statements = statements;
        this.coveredThrough = coveredThrough;
        this.firstEntry = wallet.day();
        this.debits = statements.stream()
                .map(Row::content)
                .filter(statement -> isCovered(statement.day()))
                .map(statement -> statement.movements().debits())
                .reduce(Money.ZERO, Money::plus);
        statements.forEach(this::noteIfChanged);
    }

    void addEntry(Row<LedgerEntry> row) {
        noteIfChanged(row);
        var entry = row.content();
        credits = credits.plus(entry.amount());
        firstEntry = entry.day().isBefore(firstEntry) ? entry.day() : firstEntry;
    }

    /** The first day whose usage records have to be added, once all entries are. */
    LocalDate firstDay() {
        return coveredThrough == null ? firstEntry : coveredThrough.plusDays(1);
    }

    void addUsage(Row<UsageRecord> row) {
        noteIfChanged(row);
        var record = row.content();
        var version = record.hold().walletVersion();
        newestVersions.merge(Lanes.laneOf(version), version, Math::max);
        usageByDay.merge(record.day(), record.cost(), Money::plus);
        if (isAsOldAs(version) && !wallet.holds().containsKey(record.holdKey())) {
            debits = debits.plus(record.cost());
        }
    }

    /** Returns whether the lane was as far as {@code version}. All holds of a lane that was taken away have ended. */
    private boolean isAsOldAs(long version) {
        var seen = versions.get(Lanes.laneOf(version));
        return seen == null || version <= seen;
    }

    /** Returns everything that does not add up, each with the rows concerned. */
    List<String> findings() {
        var findings = new ArrayList<>(changedRows);
        if (changed > changedRows.size()) {
            findings.add("%d more rows were changed after they were put".formatted(changed - changedRows.size()));
        }
        if (!wallet.isBalanced()) {
            findings.add("The wallet does not add up: cash %s + grant %s + held %s is not credits %s - debits %s"
                    .formatted(wallet.cash(), wallet.grant(), wallet.held(), wallet.credits(), wallet.debits()));
        }
        compare(findings, "credits", wallet.credits(), credits);
        compare(findings, "debits", wallet.debits(), debits);
        checkStatements(findings);
        return List.copyOf(findings);
    }

    /**
     * Checks that no record names a version that the wallet has not reached. After a restore, a wallet can be older than its ledger; it adds
     * up, because it knows nothing of the records since.
     *
     * @param later the wallet, read after all rows
     */
    Optional<String> olderThanItsLedger(WholeWallet later) {
        return later.lanes().stream()
                .filter(lane -> newestVersions.getOrDefault(lane.lane(), 0L) > lane.version())
                .findFirst()
                .map(lane -> "The wallet is older than its ledger: it has version %d, and a usage record has %d"
                        .formatted(lane.version(), newestVersions.get(lane.lane())));
    }

    private boolean isCovered(LocalDate day) {
        return coveredThrough != null && !day.isAfter(coveredThrough);
    }

    private void noteIfChanged(Row<?> row) {
        if (row.intact()) {
            return;
        }
        changed++;
        if (changedRows.size() < MAX_CHANGED_ROWS) {
            changedRows.add("Row " + row.name() + " was changed after it was put");
        }
    }

    private static void compare(List<String> findings, String what, Money wallet, Money rows) {
        if (!wallet.equals(rows)) {
            findings.add("The wallet's %s are %s, the ledger's rows come to %s: %s apart"
                    .formatted(what, wallet, rows, wallet.minus(rows)));
        }
    }

    /** Checks that each statement follows on the one before. Where the rows of its day were added, also compares it with them. */
    private void checkStatements(List<String> findings) {
        @Nullable Statement previous = null;
        for (var row : statements) {
            var statement = row.content();
            if (!statement.previousHash().equals(previous == null ? "" : previous.hash())
                    || !statement.opening().equals(previous == null ? Money.ZERO : previous.closing())) {
                findings.add("Statement " + row.name() + " does not follow on the one before");
            }
            if (!isCovered(statement.day())) {
                compare(
                        findings,
                        "debits in statement " + row.name(),
                        statement.movements().debits(),
                        usageByDay.getOrDefault(statement.day(), Money.ZERO));
            }
            previous = statement;
        }
    }
}
