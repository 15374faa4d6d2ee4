package ai.tierup.domain.operator;

import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.WalletScan;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the amounts leased from each pool and spent on a day, and the margin of each tier. The amounts spent are added up from the usage records of all accounts,
 * because there is no running total of them. Pools count leases, which are larger, and the platform's books contain closed days only.
 */
public final class DaySpend {

    private final WalletScan wallets;
    private final Books books;
    private final MeasurePools pools;

    public DaySpend(WalletScan wallets, Books books, MeasurePools pools) {
        this.wallets = wallets;
        this.books = books;
        this.pools = pools;
    }

    /**
     * The state of one pool on a day.
     *
     * @param level the pool's level; empty when no request has needed the pool yet
     * @param spent amount that the pool bears
     */
    public record PoolStatus(Pool pool, Optional<PoolLevel> level, Money spent) {}

    /**
     * The pools and the margins of a day.
     *
     * @param pools all pools in the order of {@link Pool#values}
     * @param margins the margins of the tiers that were used
     */
    public record Report(List<PoolStatus> pools, List<TierMargin> margins) {}

    /** Returns all pools in the order of {@link Pool#values}. */
    public List<PoolStatus> on(LocalDate day) {
        return report(day).pools();
    }

    public Report report(LocalDate day) {
        return records(day)
                .collect(Collectors.teeing(
                        PoolSpend.byPool(),
                        TierMargin.byTier(),
                        (spends, margins) -> new Report(status(day, spends), margins)));
    }

    private List<PoolStatus> status(LocalDate day, Map<Pool, PoolSpend> spends) {
        return Arrays.stream(Pool.values())
                .map(pool -> new PoolStatus(
                        pool, pools.level(pool, day), spend(spends, pool).borneBy(pool)))
                .toList();
    }

    /** The spending of a pool. {@link Pool#PLATFORM} bears the cost of all requests, whichever other pool they draw on. */
    private static PoolSpend spend(Map<Pool, PoolSpend> spends, Pool pool) {
        return pool == Pool.PLATFORM
                ? spends.values().stream().reduce(PoolSpend.NOTHING, PoolSpend::plus)
                : spends.getOrDefault(pool, PoolSpend.NOTHING);
    }

    /** The usage records of all accounts, page by page. */
    private Stream<UsageRecord> records(LocalDate day) {
        return Stream.iterate(
                        Optional.of(wallets.all(Optional.empty())),
                        Optional::isPresent,
                        page -> page.flatMap(WalletScan.Page::end).map(at -> wallets.all(Optional.of(at))))
                .flatMap(Optional::stream)
                .flatMap(WalletScan.Page::accounts)
                .flatMap(account -> books.usage(account, day))
                .map(Row::content);
    }
}
