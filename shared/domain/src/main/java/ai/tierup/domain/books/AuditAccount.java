package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WholeWallet;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
    private final InstantSource clock;

    public AuditAccount(WalletLedger ledger, Books books, InstantSource clock) {
        this.ledger = ledger;
        this.books = books;
        this.clock = clock;
    }

    /** The days that an audit covers. */
    public enum Depth {
        /** The days after the last statement; for the days before, the statements are used. */
        OPEN_DAYS,
        /** All days whose usage records are still kept, row by row; for the days before, the statements are used. */
        EVERYTHING;

        /** Records expire by the clock of the store, which may be ahead of ours. */
        private static final int MARGIN_DAYS = 2;

        /** The last day for which the statements are used; null when all usage records are read. */
        @Nullable
        LocalDate coveredThrough(List<Row<Statement>> statements, LocalDate today) {
            var firstKept = today.minusDays(UsageRecord.RETENTION_DAYS - MARGIN_DAYS);
            return statements.stream()
                    .map(row -> row.content().day())
                    .filter(day -> this == OPEN_DAYS || day.isBefore(firstKept))
                    .reduce((earlier, later) -> later)
                    .orElse(null);
        }
    }

    /**
     * Audits an account.
     *
     * @return everything that does not add up, each with the rows concerned; empty when all does
     * @throws IllegalStateException when the credits change during every attempt
     */
    public List<String> audit(AccountId account, Depth depth) {
        return audit(account, depth, () -> false);
    }

    /**
     * Audits an account as long as there is time.
     *
     * @throws TimeIsUp when time is up before all rows are read
     */
    List<String> audit(AccountId account, Depth depth, BooleanSupplier timeIsUp) {
        // Read before the wallet: a day that is closed later could contain records that the image has not paid for yet.
        var statements = books.statements(account);
        var coveredThrough = depth.coveredThrough(statements, today());
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var image = ledger.findWhole(account);
            if (image.isEmpty()) {
                return List.of("There is no wallet of " + account.value());
            }
            var wallet = image.get();
            var comparison = new WalletComparison(wallet, statements, coveredThrough);
            var findings = compare(comparison, wallet.sum(), timeIsUp);
            var later = ledger.findWhole(account);
            if (later.filter(other -> isSame(wallet, other)).isPresent()) {
                return Stream.concat(findings.stream(), comparison.olderThanItsLedger(later.get()).stream())
                        .toList();
            }
        }
        throw new IllegalStateException(
                "The credits of " + account.value() + " changed during every attempt to audit them");
    }

    /** Returns whether nothing was booked between two images, and no lane was opened, whose usage the first does not know. */
    private static boolean isSame(WholeWallet earlier, WholeWallet later) {
        return earlier.sum().credits().equals(later.sum().credits())
                && earlier.lanes().size() == later.lanes().size();
    }

    /** Audits an image that need not be stored. Meanwhile, nothing may be booked for its account. */
    public List<String> auditImage(Wallet image, Depth depth) {
        var statements = books.statements(image.account());
        return compare(
                new WalletComparison(
                        WholeWallet.undivided(image), statements, depth.coveredThrough(statements, today())),
                image,
                () -> false);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private List<String> compare(WalletComparison comparison, Wallet wallet, BooleanSupplier timeIsUp) {
        TimeIsUp.limit(books.entries(wallet.account()), timeIsUp).forEach(comparison::addEntry);
        for (var day = comparison.firstDay(); !day.isAfter(wallet.day()); day = day.plusDays(1)) {
            TimeIsUp.limit(books.usage(wallet.account(), day), timeIsUp).forEach(comparison::addUsage);
        }
        return comparison.findings();
    }
}
