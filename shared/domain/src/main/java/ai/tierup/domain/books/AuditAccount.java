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
 * Proves from the ledger that a wallet is right, while requests go on: {@code credits − Σ usage = cash + grant + Σ holds}.
 *
 * <p>It needs no quiet moment. A record tells a version of the wallet that showed its hold open, and is written before the hold goes. So
 * for one image, and records read after it, those whose version is not above the image's and whose hold is not in it are exactly those
 * the image has paid for.
 */
public final class AuditAccount {

    private static final int MAX_LOOKS = 10;

    private final WalletLedger ledger;
    private final Books books;

    public AuditAccount(WalletLedger ledger, Books books) {
        this.ledger = ledger;
        this.books = books;
    }

    /** How far back an audit looks. */
    public enum Depth {
        /** What came after the last statement; the days before are taken as closed. */
        OPEN_DAYS,
        /** Every row there is. */
        EVERYTHING
    }

    /**
     * What does not add up, each with the rows concerned; nothing when all does.
     *
     * @throws IllegalStateException when credits kept coming in all the while
     */
    public List<String> audit(AccountId account, Depth depth) {
        // Before the wallet: a day that is closed later could hold records that the image does not know of yet.
        var statements = books.statements(account);
        for (var look = 0; look < MAX_LOOKS; look++) {
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
        throw new IllegalStateException("The credits of " + account.value() + " change too often to audit them");
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
            changed(findings, statements);
            changed(findings, entries);
            changed(findings, usage);
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
            chain(findings);
            return List.copyOf(findings);
        }

        private static void changed(List<String> findings, List<? extends Row<?>> rows) {
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

        /** Each statement follows on the one before, and, where the day was read, says what its rows say. */
        private void chain(List<String> findings) {
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
