package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WalletRules;
import ai.tierup.domain.wallet.WriteAnswer;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Closes the books of one account. A wallet's day only moves forward, and holds are placed on that day only. So once the wallet is past
 * a day and has no hold of it, nothing can be added to that day any more, whatever the clocks say.
 */
public final class CloseAccount {

    private static final int MAX_ROLLS = 5;

    private final WalletLedger ledger;
    private final Books books;
    private final UsageRollups rollups;
    private final WalletRules rules;

    public CloseAccount(WalletLedger ledger, Books books, UsageRollups rollups, WalletRules rules) {
        this.ledger = ledger;
        this.books = books;
        this.rollups = rollups;
        this.rules = rules;
    }

    private record ClosedUsage(Map<Pool, PoolSpend> pools, DayUsage rollup) {}

    /**
     * The result for one account.
     *
     * @param statements number of statements written
     * @param through whether every day up to the requested one is closed
     */
    public record Closing(int statements, boolean through) {}

    /**
     * Closes every open day up to {@code last}, or up to the first day that a hold keeps open.
     *
     * @param seen any image of the wallet, however old
     * @param closedThrough day through which every account is closed; empty when there is none yet
     * @param last last day to close, which must be over
     * @throws TimeIsUp when time is up before all rows are read; the statements written until then stand
     */
    Closing close(Wallet seen, Optional<LocalDate> closedThrough, LocalDate last, BooleanSupplier timeIsUp) {
        return rolledPast(seen, last)
                .flatMap(wallet -> wholePast(wallet, last))
                .map(wallet -> closePast(wallet, closedThrough, last, timeIsUp))
                .orElse(new Closing(0, false));
    }

    private Closing closePast(
            Wallet wallet, Optional<LocalDate> closedThrough, LocalDate last, BooleanSupplier timeIsUp) {
        var closable = wallet.holds().values().stream()
                .map(hold -> hold.day().minusDays(1))
                .filter(day -> day.isBefore(last))
                .min(LocalDate::compareTo)
                .orElse(last);
        var credits = creditsByDay(wallet.account());
        var previous = books.latestStatement(wallet.account()).map(Row::content);
        var written = 0;
        for (var day = firstOpen(wallet, credits, previous, closedThrough);
                !day.isAfter(closable);
                day = day.plusDays(1)) {
            var usage = TimeIsUp.limit(books.usage(wallet.account(), day), timeIsUp)
                    .map(Row::content)
                    .collect(Collectors.teeing(PoolSpend.byPool(), DayUsage.on(day), ClosedUsage::new));
            var statement = statement(wallet, previous, day, Optional.ofNullable(credits.get(day)), usage.pools());
            if (statement.isPresent()) {
                // Before the statement, so that every day with a statement has its rollup.
                rollups.add(wallet.account(), usage.rollup());
                if (!books.close(statement.get())) {
                    // Another run is closing the same account. Its statements stand, and the next pass continues from
                    // there.
                    return new Closing(written, false);
                }
                written++;
                previous = statement;
            }
        }
        return new Closing(written, closable.equals(last));
    }

    /** The first day that is not closed. An account without a statement starts with the day of its first entry. */
    private static LocalDate firstOpen(
            Wallet wallet,
            NavigableMap<LocalDate, Money> credits,
            Optional<Statement> latest,
            Optional<LocalDate> closedThrough) {
        return latest.map(Statement::day)
                .map(day -> closedThrough.filter(day::isBefore).orElse(day).plusDays(1))
                .or(() -> credits.keySet().stream().findFirst())
                .orElse(wallet.day());
    }

    /** The sums of the entries of each day that has any. */
    private NavigableMap<LocalDate, Money> creditsByDay(AccountId account) {
        var credits = new TreeMap<LocalDate, Money>();
        books.entries(account)
                .map(Row::content)
                .forEach(entry -> credits.merge(entry.day(), entry.amount(), Money::plus));
        return credits;
    }

    /** The day's statement; empty when the day has no entries or usage records. */
    private static Optional<Statement> statement(
            Wallet wallet,
            Optional<Statement> previous,
            LocalDate day,
            Optional<Money> credits,
            Map<Pool, PoolSpend> usage) {
        return credits.isEmpty() && usage.isEmpty()
                ? Optional.empty()
                : Optional.of(Statement.after(
                        previous.orElse(null),
                        wallet.account(),
                        day,
                        Movements.of(credits.orElse(Money.ZERO), usage),
                        wallet.version()));
    }

    /** Rolls the wallet past {@code day}, unless a request has done so; empty when others keep changing it at the same time. */
    private Optional<Wallet> rolledPast(Wallet seen, LocalDate day) {
        var wallet = seen;
        for (var roll = 0; roll < MAX_ROLLS; roll++) {
            if (wallet.day().isAfter(day)) {
                return Optional.of(wallet);
            }
            wallet = switch (ledger.roll(
                    wallet.account(), DayRoll.of(wallet, day.plusDays(1)), rules.freeAllowanceOf(wallet.account()))) {
                case WriteAnswer.Written(var image) -> image;
                case WriteAnswer.Refused(var current) -> current.orElseThrow(() -> gone(seen.account()));
            };
        }
        return Optional.empty();
    }

    /** The wallet with its lanes, each of them past {@code day}. Lanes that are opened later begin on a day of the wallet. */
    private Optional<Wallet> wholePast(Wallet wallet, LocalDate day) {
        return wallet.lanes().areUsed()
                ? ledger.rollLanes(wallet.account(), day.plusDays(1), rules.freeAllowanceOf(wallet.account()))
                : Optional.of(wallet);
    }

    private static IllegalStateException gone(AccountId account) {
        return new IllegalStateException("The wallet of " + account.value() + " is gone");
    }
}
