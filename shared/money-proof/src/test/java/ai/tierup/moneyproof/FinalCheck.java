package ai.tierup.moneyproof;

import static java.util.stream.Collectors.toSet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.PlatformStatement;
import ai.tierup.domain.books.PlatformStatement.PoolUse;
import ai.tierup.domain.books.PoolSpend;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.books.Statement;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.dynamodb.DynamoDbBooks;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbPlatformBooks;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import ai.tierup.dynamodb.DynamoDbUsageRollups;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The check at the end of every history. After an undisturbed sweep and close, all books must agree with each other and with the
 * provider's lists.
 */
final class FinalCheck {

    /** Longer than the life of any hold, even if placed by a clock that is a day ahead. */
    private static final Duration REST_TIME = Duration.ofDays(4);

    /** The first entries of wallets, which no operator booked. */
    private static final Set<String> OPENINGS = Set.of(World.OPENING, "adj#open");

    private static final Set<EntryType> MANUAL_TYPES = EnumSet.of(EntryType.ADJUSTMENT, EntryType.GRANT);

    private final World world;
    private final Books books;
    private final UsageRollups rollups;
    private final DynamoDbPlatformBooks platform;
    private final DynamoDbPoolLedger pools;
    private final List<String> findings = new ArrayList<>();

    private FinalCheck(World world) {
        var clients = DynamoDbClients.of(world.checkingClient, world.checkingClient);
        this.world = world;
        this.books = new DynamoDbBooks(clients, World.TABLES);
        this.rollups = new DynamoDbUsageRollups(clients, World.TABLES);
        this.platform = new DynamoDbPlatformBooks(clients, World.TABLES);
        this.pools = new DynamoDbPoolLedger(clients, World.TABLES);
    }

    /** Brings {@code world} to rest and returns what is wrong with it then. */
    static List<String> run(World world) {
        world.pass(REST_TIME);
        world.signUps.discover(world);
        world.operator.sweepHolds.run(() -> false);
        world.operator.runAutoTopUps.run(() -> false);
        world.operator.advanceCredits.run(() -> false);
        world.operator.raiseAlerts.run(() -> false);
        // So that the day of the credits' entries can be closed.
        world.pass(Duration.ofDays(1));
        world.operator.closeDays.run(() -> false);
        var check = new FinalCheck(world);
        world.accounts.forEach(check::checkAccount);
        check.checkPlatform();
        check.findings.addAll(ProviderComparison.disagreements(world));
        check.findings.addAll(CreditCheck.run(world));
        check.findings.addAll(AutoTopUpCheck.run(world));
        check.findings.addAll(world.deletions.check(world));
        check.findings.addAll(world.findings());
        return check.findings;
    }

    private void checkAccount(AccountId account) {
        var wallet = world.wallet(account);
        expect(account + ": holds that are left", 0, wallet.holds().size());
        for (var depth : Depth.values()) {
            world.operator
                    .auditAccount
                    .audit(account, depth)
                    .forEach(finding -> findings.add(account + ": " + finding));
        }
        var statements = books.statements(account).stream().map(Row::content).toList();
        expect(
                account + ": debits of all statements",
                wallet.debits(),
                sum(statements, statement -> statement.movements().debits()));
        expect(
                account + ": credits of all statements",
                wallet.credits(),
                sum(statements, statement -> statement.movements().credits()));
        var entries = books.entries(account).map(Row::content).toList();
        expect(account + ": all entries", wallet.credits(), sum(entries, LedgerEntry::amount));
        var manualEntries = entries.stream()
                .filter(entry -> MANUAL_TYPES.contains(entry.type()) && !OPENINGS.contains(entry.businessId()))
                .collect(Collectors.toMap(LedgerEntry::businessId, LedgerEntry::amount));
        expect(account + ": operator's entries", world.operatorActions.booked(account), manualEntries);
        var records = world.checkingClient.records().stream()
                .filter(record -> record.account().equals(account))
                .toList();
        expect(account + ": all records", wallet.debits(), sum(records, UsageAmounts::cost));
        statements.forEach(this::checkRollup);
        for (var purse : List.of(Purse.CASH, Purse.GRANT)) {
            var in = entries.stream().filter(entry -> entry.purse() == purse).toList();
            var out = records.stream()
                    .filter(record -> record.pool() == purse.pool())
                    .toList();
            expect(
                    account + ": left in " + purse,
                    sum(in, LedgerEntry::amount).minus(sum(out, UsageAmounts::cost)),
                    wallet.in(purse));
        }
    }

    private void checkRollup(Statement statement) {
        var day = statement.day();
        var total = Optional.ofNullable(
                        rollups.between(statement.account(), day, day).get(day))
                .map(DayUsage::total)
                .orElse(UsageSum.NONE);
        var what = statement.account() + ": in the rollup of " + day + ", the ";
        expect(what + "cost", statement.movements().debits(), total.cost());
        expect(what + "requests", statement.movements().requests(), total.requests());
    }

    private void checkPlatform() {
        var days = world.accounts.stream()
                .flatMap(account -> books.statements(account).stream())
                .map(row -> row.content().day())
                .collect(toSet());
        var closed = closedByPlatform();
        var notClosed = days.stream().filter(day -> !closed.containsKey(day)).toList();
        expect("days with statements that the platform has not closed", List.of(), notClosed);
        days.forEach(day -> checkPlatform(day, closed.getOrDefault(day, Map.of())));
    }

    private void checkPlatform(LocalDate day, Map<String, AttributeValue> closed) {
        var totals = platform.totals(day, poolUse(day));
        findings.addAll(totals.findings());
        expect(day + ": all accounts together", ofAccounts(day), totals.spends());
        expect(day + ": accounts in the platform's statement", totals.accounts(), number(closed, "accounts"));
        totals.spends()
                .forEach((pool, spend) -> expect(
                        day + ": spent in the platform's statement on " + pool,
                        spend.spent().nanoUsd(),
                        number(closed, pool + "_spent")));
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(
                item.getOrDefault(name, AttributeValue.fromN("-1")).n());
    }

    private Map<Pool, PoolSpend> ofAccounts(LocalDate day) {
        var sums = new EnumMap<Pool, PoolSpend>(Pool.class);
        world.accounts.stream()
                .flatMap(account -> books.statements(account).stream())
                .map(Row::content)
                .filter(statement -> statement.day().equals(day))
                .forEach(statement -> statement
                        .movements()
                        .pools()
                        .forEach((pool, spend) -> sums.merge(pool, spend, PoolSpend::plus)));
        return sums;
    }

    private Map<Pool, PoolUse> poolUse(LocalDate day) {
        var use = new EnumMap<Pool, PoolUse>(Pool.class);
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

    private Map<LocalDate, Map<String, AttributeValue>> closedByPlatform() {
        var closed = new HashMap<LocalDate, Map<String, AttributeValue>>();
        world.checkingClient
                .query(query -> query.tableName(World.TABLES.ledger())
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("P#S")))
                        .consistentRead(true))
                .items()
                .forEach(item -> closed.put(
                        LocalDate.parse(
                                item.getOrDefault("sk", AttributeValue.fromS(""))
                                        .s(),
                                DateTimeFormatter.BASIC_ISO_DATE),
                        item));
        return closed;
    }

    private static <T> Money sum(List<T> rows, Function<T, Money> amount) {
        return rows.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }

    private void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            findings.add(what + ": " + found + ", not " + expected);
        }
    }
}
