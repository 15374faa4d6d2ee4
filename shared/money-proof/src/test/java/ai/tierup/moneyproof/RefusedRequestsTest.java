package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.MeasurePools;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolLevel;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.DynamoDbPoolLedger;
import ai.tierup.simulators.dynamodb.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that processes which refuse a request and end leave the pools as they found them. */
@Tag("proof")
class RefusedRequestsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final AccountId RICH = new AccountId("rich");
    private static final AccountId POOR = new AccountId("poor");
    private static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 5_000, 3_000);

    private final World world = worldWithAccounts();
    private final Money draw = drawFor(RICH);

    private static World worldWithAccounts() {
        var world = new World(NOON);
        world.open(RICH, world.operator, Money.ofUsd("1"));
        world.open(POOR, world.operator, new Money(1));
        return world;
    }

    /** Places a request, and returns what it draws from each of its two pools. */
    private Money drawFor(AccountId account) {
        assertThat(world.operator.place(account, BOUND, List.of())).isInstanceOf(Placed.class);
        return leased(Pool.PLATFORM);
    }

    private Money leased(Pool pool) {
        var pools =
                new DynamoDbPoolLedger(DynamoDbClients.of(world.checkingClient, world.checkingClient), World.TABLES);
        return new MeasurePools(pools, world::now)
                .level(pool, world.operator.today())
                .map(PoolLevel::leased)
                .orElse(Money.ZERO);
    }

    private void refuse(Supplier<Fault> faults, int seed) {
        var network = new Network(request -> faults.get(), request -> faults.get(), faults, () -> {});
        var process = world.boot(network, Duration.ZERO, new SplittableRandom(seed));
        ProcessLiveness.survives(
                () -> assertThat(process.place(POOR, BOUND, List.of())).isInstanceOf(Refused.class));
    }

    @Test
    void fiveHundredProcessesThatEachRefuseOneRequestLeaveThePoolsFull() {
        for (var process = 0; process < 500; process++) {
            refuse(() -> Fault.NONE, process);
        }

        assertThat(leased(Pool.GRANT)).isEqualTo(Money.ZERO);
        assertThat(leased(Pool.PLATFORM)).isEqualTo(draw);
        assertThat(world.findings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "TWICE"})
    void aFaultAnywhereStrandsAtMostOneDraw(Fault fault) {
        var calls = new Calls(fault);
        do {
            var grants = leased(Pool.GRANT);
            var platform = leased(Pool.PLATFORM);
            calls.next();
            refuse(calls::fault, calls.number);
            while (world.late.size() > 0) {
                world.late.deliver(0);
            }

            var where = fault + " at call " + calls.number;
            assertThat(leased(Pool.GRANT).minus(grants)).as(where).isBetween(Money.ZERO, draw);
            assertThat(leased(Pool.PLATFORM).minus(platform)).as(where).isBetween(Money.ZERO, draw);
        } while (calls.made > calls.number);

        assertThat(calls.number).isGreaterThan(5);
        assertThat(world.findings()).isEmpty();
    }

    /** Lets one call of a process meet a fault: in the first process its first call, in the next its second. */
    private static final class Calls {

        private final Fault fault;
        private int number = -1;
        private int made;

        Calls(Fault fault) {
            this.fault = fault;
        }

        void next() {
            number++;
            made = 0;
        }

        Fault fault() {
            return made++ == number ? fault : Fault.NONE;
        }
    }
}
