package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Closes the books of one account. A wallet's day only moves forward and every place is bound to it: so once the wallet is past a day,
 * and holds nothing of it, nothing can be added to that day any more, whatever the clocks say.
 */
public final class CloseAccount {

    private static final int MAX_ROLLS = 5;

    private final WalletLedger ledger;
    private final Books books;
    private final WalletRules rules;

    public CloseAccount(WalletLedger ledger, Books books, WalletRules rules) {
        this.ledger = ledger;
        this.books = books;
        this.rules = rules;
    }

    /**
     * What became of an account.
     *
     * @param statements how many were written now
     * @param through whether every day up to the one asked for is closed
     */
    public record Closing(int statements, boolean through) {}

    /**
     * Closes every open day up to {@code last}, as far as no hold keeps it open.
     *
     * @param seen an image of the wallet, however old
     * @param closedThrough a day through which every account is closed; empty when there is none yet
     * @param last a day that is over
     */
    Closing close(Wallet seen, Optional<LocalDate> closedThrough, LocalDate last) {
        return past(seen, last)
                .map(wallet -> closePast(wallet, closedThrough, last))
                .orElse(new Closing(0, false));
    }

    private Closing closePast(Wallet wallet, Optional<LocalDate> closedThrough, LocalDate last) {
        var closable = wallet.holds().values().stream()
                .map(hold -> hold.day().minusDays(1))
                .filter(day -> day.isBefore(last))
                .min(LocalDate::compareTo)
                .orElse(last);
        var entries = books.entries(wallet.account()).stream().map(Row::content).toList();
        var previous = books.latestStatement(wallet.account()).map(Row::content);
        var written = 0;
        for (var day = firstOpen(wallet, entries, previous, closedThrough);
                !day.isAfter(closable);
                day = day.plusDays(1)) {
            var statement = statement(wallet, previous, entries, day);
            if (statement.isPresent()) {
                if (!books.close(statement.get())) {
                    // Another run is at the same account. What it wrote stands; the next pass goes on from there.
                    return new Closing(written, false);
                }
                written++;
                previous = statement;
            }
        }
        return new Closing(written, closable.equals(last));
    }

    /**
     * The day after the last that is closed. An account without a statement may be younger than the last close and yet have been opened on a
     * day before it, by a clock that lags: it begins with its first entry.
     */
    private static LocalDate firstOpen(
            Wallet wallet, List<LedgerEntry> entries, Optional<Statement> latest, Optional<LocalDate> closedThrough) {
        return latest.map(Statement::day)
                .map(day -> closedThrough.filter(day::isBefore).orElse(day).plusDays(1))
                .or(() -> entries.stream().map(LedgerEntry::day).min(LocalDate::compareTo))
                .orElse(wallet.day());
    }

    /** The day's statement; empty when nothing happened on it. */
    private Optional<Statement> statement(
            Wallet wallet, Optional<Statement> previous, List<LedgerEntry> entries, LocalDate day) {
        var account = wallet.account();
        var ofDay = entries.stream().filter(entry -> entry.day().equals(day)).toList();
        var records = books.usage(account, day).stream().map(Row::content).toList();
        return ofDay.isEmpty() && records.isEmpty()
                ? Optional.empty()
                : Optional.of(Statement.after(previous.orElse(null), account, day, ofDay, records, wallet.version()));
    }

    /** An image of the wallet that is past {@code day}: it is rolled when nobody has asked for anything since. */
    private Optional<Wallet> past(Wallet seen, LocalDate day) {
        var wallet = seen;
        for (var roll = 0; roll < MAX_ROLLS; roll++) {
            if (wallet.day().isAfter(day)) {
                return Optional.of(wallet);
            }
            wallet =
                    switch (ledger.roll(wallet.account(), DayRoll.of(wallet, day.plusDays(1)), rules.freeAllowance())) {
                        case WriteAnswer.Written(var image) -> image;
                        case WriteAnswer.Refused(var current) -> current.orElseThrow(() -> gone(seen.account()));
                    };
        }
        return Optional.empty();
    }

    private static IllegalStateException gone(AccountId account) {
        return new IllegalStateException("The wallet of " + account.value() + " is gone");
    }
}
