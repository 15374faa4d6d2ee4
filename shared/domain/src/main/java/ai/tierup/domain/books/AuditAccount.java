package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies from the ledger that {@code credits − Σ usage = cash + grant + Σ holds} for a wallet, while requests go on.
 *
 * <p>Requests need not pause. A usage record names a version of the wallet in which its hold was open, and is written before that hold is
 * removed. Take an image of the wallet and the records read after it. The image has paid for exactly those records whose version is not
 * above its own and whose hold it does not contain.
 */
public final class AuditAccount {

    private static final int MAX_ATTEMPTS = 10;

    private final WalletLedger ledger;
    private final Books books;

    public AuditAccount(WalletLedger ledger, Books books) {
        this.ledger = ledger;
        this.books = books;
    }

    /** The days that an audit covers. */
    public enum Depth {
        /** The days after the last statement; for the days before, the statements are used. */
        OPEN_DAYS,
        /** All days, row by row. */
        EVERYTHING
    }

    /**
     * Audits an account.
     *
     * @return everything that does not add up, each with the rows concerned; empty when all does
     * @throws IllegalStateException when the credits change during every attempt
     */
    public List<String> audit(AccountId account, Depth depth) {
        // Read before the wallet: a day that is closed later could contain records that the image has not paid for yet.
        var statements = books.statements(account);
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var image = ledger.find(account);
            if (image.isEmpty()) {
                return List.of("There is no wallet of " + account.value());
            }
            var wallet = image.get();
            var entries = books.entries(account);
            var closedThrough = depth == Depth.OPEN_DAYS && !statements.isEmpty()
                    ? statements.getLast().content().day()
                    : null;
            var usage = usage(account, firstDay(wallet, entries, closedThrough), wallet.day());
            if (ledger.find(account).map(Wallet::credits).equals(Optional.of(wallet.credits()))) {
                return new Comparison(wallet, statements, entries, usage, closedThrough).findings();
            }
        }
        throw new IllegalStateException(
                "The credits of " + account.value() + " changed during every attempt to audit them");
    }

    private static LocalDate firstDay(
            Wallet wallet, Collection<Row<LedgerEntry>> entries, @Nullable LocalDate closedThrough) {
        return closedThrough != null
                ? closedThrough.plusDays(1)
                : entries.stream()
                        .map(entry -> entry.content().day())
                        .min(LocalDate::compareTo)
                        .orElse(wallet.day());
    }

    private List<Row<UsageRecord>> usage(AccountId account, LocalDate from, LocalDate to) {
        var rows = new ArrayList<Row<UsageRecord>>();
        for (var day = from; !day.isAfter(to); day = day.plusDays(1)) {
            rows.addAll(books.usage(account, day));
        }
        return rows;
    }

    private record Comparison(
            Wallet wallet,
            List<Row<Statement>> statements,
            List<Row<LedgerEntry>> entries,
            List<Row<UsageRecord>> usage,
            @Nullable LocalDate closedThrough) {

        List<String> findings() {
            var findings = new ArrayList<String>();
            addChangedRows(findings, statements);
            addChangedRows(findings, entries);
            addChangedRows(findings, usage);
            if (!wallet.isBalanced()) {
                findings.add("The wallet does not add up: cash %s + grant %s + held %s is not credits %s - debits %s"
                        .formatted(wallet.cash(), wallet.grant(), wallet.held(), wallet.credits(), wallet.debits()));
            }
            compare(
                    findings,
                    "credits",
                    wallet.credits(),
                    sum(entries.stream().map(entry -> entry.content().amount()).toList()));
            compare(findings, "debits", wallet.debits(), closedDebits().plus(openDebits()));
            checkStatements(findings);
            return List.copyOf(findings);
        }

        private static void addChangedRows(List<String> findings, List<? extends Row<?>> rows) {
            rows.stream()
                    .filter(row -> !row.intact())
                    .forEach(row -> findings.add("Row " + row.name() + " was changed after it was put"));
        }

        private static void compare(List<String> findings, String what, Money wallet, Money rows) {
            if (!wallet.equals(rows)) {
                findings.add("The wallet's %s are %s, the ledger's rows come to %s: %s apart"
                        .formatted(what, wallet, rows, wallet.minus(rows)));
            }
        }

        private Money closedDebits() {
            return closedThrough == null
                    ? Money.ZERO
                    : sum(statements.stream()
                            .map(row -> row.content().movements().debits())
                            .toList());
        }

        private Money openDebits() {
            return sum(usage.stream()
                    .map(Row::content)
                    .filter(record -> record.hold().walletVersion() <= wallet.version()
                            && !wallet.holds().containsKey(record.holdKey()))
                    .map(UsageRecord::cost)
                    .toList());
        }

        /** Checks that each statement follows on the one before. Where the rows of its day were read, also compares it with them. */
        private void checkStatements(List<String> findings) {
            @Nullable Statement previous = null;
            for (var row : statements) {
                var statement = row.content();
                var day = statement.day();
                if (!statement.previousHash().equals(previous == null ? "" : previous.hash())
                        || !statement.opening().equals(previous == null ? Money.ZERO : previous.closing())) {
                    findings.add("Statement " + row.name() + " does not follow on the one before");
                }
                if (closedThrough == null) {
                    compare(
                            findings,
                            "debits in statement " + row.name(),
                            statement.movements().debits(),
                            sum(usage.stream()
                                    .map(Row::content)
                                    .filter(record -> record.day().equals(day))
                                    .map(UsageRecord::cost)
                                    .toList()));
                }
                previous = statement;
            }
        }

        private static Money sum(Collection<Money> amounts) {
            return amounts.stream().reduce(Money.ZERO, Money::plus);
        }
    }
}
