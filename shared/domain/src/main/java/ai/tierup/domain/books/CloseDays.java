package ai.tierup.domain.books;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.ScanMarks;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Closes the days that are over, account by account, while there is time. The next run continues where this one stopped. When every
 * account is closed, the platform's own statement is written, once. Nothing else waits for this job, so it may run late, twice, or
 * concurrently with itself.
 */
public final class CloseDays {

    private static final int MAX_LOOKBACK_DAYS = 31;

    private final WalletScan wallets;
    private final ScanMarks marks;
    private final CloseAccount closeAccount;
    private final PlatformBooks platform;
    private final PoolLedger pools;
    private final Alarms alarms;
    private final InstantSource clock;

    public CloseDays(
            WalletScan wallets,
            ScanMarks marks,
            CloseAccount closeAccount,
            PlatformBooks platform,
            PoolLedger pools,
            Alarms alarms,
            InstantSource clock) {
        this.wallets = wallets;
        this.marks = marks;
        this.closeAccount = closeAccount;
        this.platform = platform;
        this.pools = pools;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * The result of a run.
     *
     * @param day the last day that is over
     * @param accounts number of accounts visited
     * @param statements number of account statements written
     * @param open number of accounts that are still open; the next pass closes them
     * @param closed platform statements written
     */
    public record Run(LocalDate day, int accounts, int statements, int open, List<PlatformStatement> closed) {}

    /** @param timeIsUp checked after each page of accounts */
    public Run run(BooleanSupplier timeIsUp) {
        var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        var closedThrough = platform.latest();
        if (closedThrough.filter(latest -> !latest.isBefore(day)).isPresent()) {
            return new Run(day, 0, 0, 0, List.of());
        }
        platform.announceClose(day);
        var pass = Pass.parse(marks.find(job(day)));
        var run = new Run(day, 0, 0, 0, List.of());
        var isFirst = true;
        while (true) {
            var page = wallets.all(pass.at);
            for (var wallet : page.unreadable()) {
                run = failed(run, wallet.account());
            }
            for (var wallet : page.wallets()) {
                try {
                    run = close(run, wallet, closedThrough, timeIsUp);
                } catch (TimeIsUp e) {
                    if (!isFirst) {
                        // The next run begins with this account, and has more time for it.
                        marks.keep(job(day), pass.text());
                        return run;
                    }
                    run = failed(run, wallet.account().value());
                }
                isFirst = false;
                pass = new Pass(Optional.of(wallets.after(wallet.account())), pass.someOpen || run.open > 0);
            }
            pass = new Pass(page.end(), pass.someOpen || run.open > 0);
            if (page.end().isEmpty()) {
                marks.keep(job(day), pass.text());
                return pass.someOpen ? run : closePlatform(run, closedThrough);
            }
            marks.keep(job(day), pass.text());
            if (timeIsUp.getAsBoolean()) {
                return run;
            }
        }
    }

    private static String job(LocalDate day) {
        return "close-" + day;
    }

    /**
     * Closes an account. One that cannot be closed must not keep the others open, so a failure counts as an open account.
     *
     * @throws TimeIsUp when time is up before all rows are read
     */
    private Run close(Run run, Wallet wallet, Optional<LocalDate> closedThrough, BooleanSupplier timeIsUp) {
        try {
            var closing = closeAccount.close(wallet, closedThrough, run.day, timeIsUp);
            return new Run(
                    run.day,
                    run.accounts + 1,
                    run.statements + closing.statements(),
                    run.open + (closing.through() ? 0 : 1),
                    run.closed);
        } catch (TimeIsUp e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            return failed(run, wallet.account().value());
        }
    }

    private Run failed(Run run, String account) {
        alarms.raise(Alarm.CLOSE_FAILED, account);
        return new Run(run.day, run.accounts + 1, run.statements, run.open + 1, run.closed);
    }

    /** Writes the platform's statements. Every account is closed through the run's day, so the totals until then are final. */
    private Run closePlatform(Run run, Optional<LocalDate> closedThrough) {
        var closed = new ArrayList<PlatformStatement>();
        for (var day = firstOpenDay(closedThrough, run.day); !day.isAfter(run.day); day = day.plusDays(1)) {
            var statement = platform.totals(day, poolUse(day));
            if (platform.close(statement)) {
                closed.add(statement);
                statement.findings().forEach(finding -> alarms.raise(Alarm.BOOKS_MISMATCH, finding));
            }
        }
        return new Run(run.day, run.accounts, run.statements, run.open, List.copyOf(closed));
    }

    /**
     * The day after the platform's last statement. If there is no statement yet, the first day within the lookback that any account has
     * closed. Days after that may have no accounts.
     */
    private LocalDate firstOpenDay(Optional<LocalDate> closedThrough, LocalDate last) {
        return closedThrough
                .map(latest -> latest.plusDays(1))
                .orElseGet(() -> last.minusDays(MAX_LOOKBACK_DAYS)
                        .datesUntil(last)
                        .filter(day -> platform.totals(day, Map.of()).accounts() > 0)
                        .findFirst()
                        .orElse(last));
    }

    private Map<Pool, PlatformStatement.PoolUse> poolUse(LocalDate day) {
        var use = new EnumMap<Pool, PlatformStatement.PoolUse>(Pool.class);
        for (var pool : Pool.values()) {
            pools.find(pool, day).ifPresent(found -> {
                var left = pools.remaining(found).stream().reduce(Money.ZERO, Money::plus);
                use.put(
                        pool,
                        new PlatformStatement.PoolUse(
                                found.budget(), found.budget().minus(left)));
            });
        }
        return use;
    }

    /**
     * The progress of a pass over all accounts. It is correct whichever run wrote it last: every account before {@code at} was visited,
     * and {@code someOpen} is true if one of them was open then. A closed account stays closed.
     */
    private record Pass(Optional<String> at, boolean someOpen) {

        private static final String OPEN = "open:";
        private static final String CLOSED = "closed:";

        static Pass parse(Optional<String> mark) {
            return mark.map(text -> new Pass(Optional.of(text.substring(text.indexOf(':') + 1)), text.startsWith(OPEN)))
                    .orElse(new Pass(Optional.empty(), false));
        }

        Optional<String> text() {
            return at.map(position -> (someOpen ? OPEN : CLOSED) + position);
        }
    }
}
