package ai.tierup.moneyproof;

import ai.tierup.domain.guardrail.DayBudgets;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.wallet.UpstreamBound;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.ServiceTables;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import ai.tierup.simulators.dynamodb.PartitionLimits;
import ai.tierup.simulators.dynamodb.RetryingClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A region of AWS in simulated time: tables whose partitions throttle, and as many environments of the service as are needed. */
final class Region {

    private static final Instant START = Instant.parse("2026-11-29T06:00:00Z");

    /** The SDK's pause before it repeats a throttled request is random, up to this, and to twice this the next time. */
    private static final Duration MAX_FIRST_PAUSE = Duration.ofSeconds(1);

    final SimulatedTime time = new SimulatedTime(START);
    final SplittableRandom random;
    final FakeDynamoDb store = new FakeDynamoDb(time);
    final PartitionLimits partitions = new PartitionLimits(store, time);
    final DayBudgets budgets;

    /** The number of alarms by their names. */
    final Map<String, Integer> alarms = new TreeMap<>();

    private final DynamoDbClients clients;
    private int tokens;

    Region(long seed, Money dailyBudget) {
        this.random = new SplittableRandom(seed);
        this.budgets = new DayBudgets(
                Arrays.stream(Pool.values()).collect(Collectors.toMap(Function.identity(), pool -> dailyBudget)),
                () -> UpstreamBound.largest(TestTiers.mapping()));
        ServiceTables.create(store, World.TABLES);
        var distant = new DistantStore(partitions, time, random.split());
        var pauses = random.split();
        var retries = new RetryingClient(
                distant,
                () -> "token-" + tokens++,
                sends -> time.pass(Duration.ofNanos(pauses.nextLong(MAX_FIRST_PAUSE.toNanos() << (sends - 1)))));
        this.clients = DynamoDbClients.of(distant, retries);
    }

    DynamoDbClients clients() {
        return clients;
    }

    /** A process that serves one request at a time, as on Lambda. */
    ServiceProcess environment() {
        return process(clients);
    }

    /** A process whose calls take no time and are not limited. */
    ServiceProcess operator() {
        return process(DynamoDbClients.of(store, store));
    }

    private ServiceProcess process(DynamoDbClients reached) {
        return new ServiceProcess(
                reached,
                World.TABLES,
                budgets,
                new FakePayments(),
                (alarm, subject) -> alarms.merge(alarm.name(), 1, Integer::sum),
                time,
                random.split(),
                new ProcessLiveness(time, time::pass));
    }
}
