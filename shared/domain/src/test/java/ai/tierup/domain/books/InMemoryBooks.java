package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.EntryId;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.TestEntries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The books of accounts and platform in memory. */
public final class InMemoryBooks implements Books, PlatformBooks {

    private final UsageLog log;
    private final Function<AccountId, List<LedgerEntry>> booked;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Map<AccountId, TreeMap<LocalDate, Statement>> statements = new HashMap<>();
    private final TreeMap<LocalDate, PlatformStatement> platform = new TreeMap<>();
    private UnaryOperator<List<Row<UsageRecord>>> tampering = rows -> rows;
    private Consumer<LocalDate> closing = through -> {};

    public InMemoryBooks(UsageLog log) {
        this(log, account -> List.of());
    }

    /** @param booked entries of a ledger, which are added to those entered here */
    public InMemoryBooks(UsageLog log, Function<AccountId, List<LedgerEntry>> booked) {
        this.log = log;
        this.booked = booked;
    }

    /** Passes on what {@link #announceClose} announces. */
    public void announceTo(InMemoryWalletLedger ledger) {
        closing = ledger::announceClose;
    }

    /** Adds an entry; a negative amount is taken from the account. */
    public synchronized void enter(AccountId account, String businessId, Money amount, LocalDate day) {
        entries.add(TestEntries.opening(account, businessId, amount, day));
    }

    /** Applies {@code change} to usage rows whenever they are read. */
    public void tamper(UnaryOperator<List<Row<UsageRecord>>> change) {
        tampering = change;
    }

    @Override
    public Stream<Row<UsageRecord>> usage(AccountId account, LocalDate day) {
        return tampering
                .apply(log.ofDay(account, day)
                        .map(record -> new Row<>(record, record.holdKey().toString(), true))
                        .toList())
                .stream();
    }

    @Override
    public DayUsage sums(AccountId account, LocalDate day) {
        return usage(account, day).map(Row::content).collect(DayUsage.on(day));
    }

    @Override
    public synchronized Stream<Row<LedgerEntry>> entries(AccountId account) {
        return Stream.concat(
                        booked.apply(account).stream(),
                        entries.stream().filter(entry -> entry.account().equals(account)))
                .toList()
                .stream()
                .map(entry -> new Row<>(entry, entry.businessId(), true));
    }

    @Override
    public Optional<Row<LedgerEntry>> entry(AccountId account, String businessId) {
        return entries(account)
                .filter(row -> row.content().businessId().equals(businessId))
                .findFirst();
    }

    @Override
    public List<LedgerEntry> newestEntries(AccountId account, @Nullable EntryId before, int limit) {
        return entries(account)
                .map(Row::content)
                .filter(entry -> before == null || entry.id().value().compareTo(before.value()) < 0)
                .sorted(Comparator.comparing((LedgerEntry entry) -> entry.id().value())
                        .reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Row<Statement>> latestStatement(AccountId account) {
        return statements(account).reversed().stream().findFirst();
    }

    @Override
    public synchronized List<Row<Statement>> statements(AccountId account) {
        return statements.getOrDefault(account, new TreeMap<>()).values().stream()
                .map(statement -> new Row<>(statement, statement.day().toString(), true))
                .toList();
    }

    @Override
    public List<Row<Statement>> statements(AccountId account, LocalDate from, LocalDate to) {
        return statements(account).stream()
                .filter(row -> !row.content().day().isBefore(from)
                        && !row.content().day().isAfter(to))
                .toList();
    }

    @Override
    public synchronized boolean close(Statement statement) {
        return statements
                        .computeIfAbsent(statement.account(), account -> new TreeMap<>())
                        .putIfAbsent(statement.day(), statement)
                == null;
    }

    @Override
    public void announceClose(LocalDate through) {
        closing.accept(through);
    }

    @Override
    public synchronized Optional<LocalDate> latest() {
        return platform.isEmpty() ? Optional.empty() : Optional.of(platform.lastKey());
    }

    @Override
    public synchronized PlatformStatement totals(LocalDate day, Map<Pool, PlatformStatement.PoolUse> pools) {
        var spends = new EnumMap<Pool, PoolSpend>(Pool.class);
        var accounts = 0;
        for (var ofAccount : statements.values()) {
            var statement = ofAccount.get(day);
            if (statement != null) {
                accounts++;
                statement.movements().pools().forEach((pool, spend) -> spends.merge(pool, spend, PoolSpend::plus));
            }
        }
        return new PlatformStatement(day, accounts, spends, pools);
    }

    @Override
    public synchronized boolean close(PlatformStatement statement) {
        return platform.putIfAbsent(statement.day(), statement) == null;
    }

    synchronized List<PlatformStatement> platform() {
        return List.copyOf(platform.values());
    }
}
