package ai.tierup.domain.books;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageRollups;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sums up an account's usage day by day. A closed day is read from its rollup, if that has as many requests as the day's statement, and
 * exactly the same cost. The usage records are read for all other days that may have some: those that are still open, and those that were
 * closed before there were rollups.
 */
public final class ReadUsage {

    /** Days whose rollups are in memory at a time. */
    private static final int STEP_DAYS = 31;

    private final Accounts accounts;
    private final Books books;
    private final PlatformBooks platform;
    private final UsageRollups rollups;
    private final InstantSource clock;

    public ReadUsage(
            Accounts accounts, Books books, PlatformBooks platform, UsageRollups rollups, InstantSource clock) {
        this.accounts = accounts;
        this.books = books;
        this.platform = platform;
        this.rollups = rollups;
        this.clock = clock;
    }

    /**
     * The days that have usage, oldest first. They are read as the stream is consumed.
     *
     * @param from first day
     * @param to last day, included
     */
    public Stream<DayUsage> days(AccountId account, LocalDate from, LocalDate to) {
        // A record has the day of its hold, which can be one day ahead if the clock that placed the hold was fast.
        var last = earlier(to, day(clock.instant()).plusDays(1));
        var opened = accounts.find(account).map(Account::createdAt).map(ReadUsage::day);
        var first = opened.filter(from::isBefore).orElse(from);
        if (first.isAfter(last)) {
            return Stream.empty();
        }
        var closedThrough = closedThrough(account);
        return Stream.iterate(first, day -> !day.isAfter(last), day -> day.plusDays(STEP_DAYS))
                .flatMap(day -> step(account, day, earlier(day.plusDays(STEP_DAYS - 1), last), closedThrough));
    }

    /** The last day that is closed for the account. Days before it without a statement have no usage. */
    private LocalDate closedThrough(AccountId account) {
        return Stream.of(books.latestStatement(account).map(row -> row.content().day()), platform.latest())
                .flatMap(Optional::stream)
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
    }

    private Stream<DayUsage> step(AccountId account, LocalDate first, LocalDate last, LocalDate closedThrough) {
        var isClosed = !first.isAfter(closedThrough);
        var statements = isClosed ? statements(account, first, last) : Map.<LocalDate, Statement>of();
        var sums = isClosed ? rollups.between(account, first, last) : Map.<LocalDate, DayUsage>of();
        return first.datesUntil(last.plusDays(1))
                .filter(day -> day.isAfter(closedThrough)
                        || Optional.ofNullable(statements.get(day))
                                .filter(statement -> statement.movements().requests() > 0)
                                .isPresent())
                .map(day -> rolledUp(sums.get(day), statements.get(day)).orElseGet(() -> books.sums(account, day)))
                .filter(day -> !day.sums().isEmpty());
    }

    private Map<LocalDate, Statement> statements(AccountId account, LocalDate first, LocalDate last) {
        return books.statements(account, first, last).stream()
                .map(Row::content)
                .collect(Collectors.toMap(Statement::day, statement -> statement));
    }

    /** The rollup of a day, if it is whole. */
    private static Optional<DayUsage> rolledUp(@Nullable DayUsage rollup, @Nullable Statement statement) {
        return Optional.ofNullable(rollup).filter(usage -> statement != null && agree(usage, statement.movements()));
    }

    private static boolean agree(DayUsage usage, Movements movements) {
        var total = usage.total();
        return total.requests() == movements.requests() && total.cost().equals(movements.debits());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
