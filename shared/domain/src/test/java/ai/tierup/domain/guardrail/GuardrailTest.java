package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.Guardrail.DrawOutcome;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardrailTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final LocalDate TOMORROW = TODAY.plusDays(1);
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Money CENT = Money.ofUsd("0.01");

    private final InMemoryPoolLedger ledger = new InMemoryPoolLedger();

    private Guardrail environment(Map<Pool, Money> budgets) {
        return TestGuardrail.over(ledger, NOON, budgets);
    }

    private static Draw drawn(DrawOutcome outcome) {
        assertThat(outcome).isInstanceOf(DrawOutcome.Drawn.class);
        return ((DrawOutcome.Drawn) outcome).draw();
    }

    @Test
    void drawsStayWithinTheBudgetToTheNanoDollar() {
        var guardrail = environment(Map.of(Pool.GRANT, Money.ofUsd("0.10")));

        var draws = IntStream.range(0, 11)
                .mapToObj(request -> guardrail.draw(TODAY, Pool.GRANT, CENT, CENT))
                .toList();

        assertThat(draws.subList(0, 10)).allSatisfy(GuardrailTest::drawn);
        assertThat(draws.getLast()).isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("0.10"));
    }

    @Test
    void aDrawThatThePlatformRefusesIsPutBackIntoItsPool() {
        var guardrail = environment(Map.of(Pool.PLATFORM, CENT));
        drawn(guardrail.draw(TODAY, Pool.SUBSIDY, CENT, CENT));

        assertThat(guardrail.draw(TODAY, Pool.SUBSIDY, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.PLATFORM));

        var leased = ledger.leased(Pool.SUBSIDY, TODAY);
        assertThat(guardrail.draw(TODAY, Pool.SUBSIDY, CENT, Money.ZERO)).isInstanceOf(DrawOutcome.Drawn.class);
        assertThat(ledger.leased(Pool.SUBSIDY, TODAY)).isEqualTo(leased);
    }

    @Test
    void anEmptyPoolDoesNotAffectTheOthers() {
        var guardrail = environment(Map.of(Pool.TIER_1, Money.ZERO));

        assertThat(guardrail.draw(TODAY, Pool.TIER_1, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.TIER_1));

        drawn(guardrail.draw(TODAY, Pool.SUBSIDY, CENT, CENT));
    }

    @Test
    void theUnspentPartOfADrawIsAvailableToTheNextRequest() {
        var guardrail = environment(Map.of(Pool.GRANT, CENT));

        for (var request = 0; request < 10; request++) {
            drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).settle(Money.ZERO, Money.ZERO);
        }

        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT));
        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(CENT);
    }

    @Test
    void anAmountPutBackIsAvailableToTheNextRequest() {
        var guardrail = environment(Map.of(Pool.GRANT, CENT));

        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).putBack();

        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT));
    }

    @Test
    void aCostAboveTheDrawReducesWhatLaterRequestsMayDraw() {
        var guardrail = environment(Map.of(Pool.GRANT, Money.ofUsd("0.03")));
        var draw = drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT));

        assertThat(draw.overrun(Money.ofUsd("0.025"), Money.ofUsd("0.025"))).isEqualTo(Money.ofUsd("0.015"));
        draw.settle(Money.ofUsd("0.025"), Money.ofUsd("0.025"));

        assertThat(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
        drawn(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("0.005"), CENT));
    }

    @Test
    void anOverrunIsTheLargerExcessOverTheTwoPools() {
        var draw = drawn(environment(Map.of()).draw(TODAY, Pool.SUBSIDY, CENT, Money.ofUsd("0.02")));

        assertThat(draw.overrun(CENT, Money.ofUsd("0.02"))).isEqualTo(Money.ZERO);
        assertThat(draw.overrun(Money.ofUsd("0.02"), Money.ofUsd("0.02"))).isEqualTo(CENT);
        assertThat(draw.overrun(CENT, Money.ofUsd("0.05"))).isEqualTo(Money.ofUsd("0.03"));
    }

    @Test
    void aLeaseIsNotCarriedOverMidnight() {
        var guardrail = environment(Map.of(Pool.GRANT, CENT));
        var yesterdaysDraw = drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT));

        drawn(guardrail.draw(TOMORROW, Pool.GRANT, CENT, CENT));
        yesterdaysDraw.settle(Money.ZERO, Money.ZERO);

        assertThat(guardrail.draw(TOMORROW, Pool.GRANT, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
    }

    @Test
    void aDayIsRolledOnceByTheFirstEnvironment() {
        var first = environment(Map.of(Pool.GRANT, CENT));
        var second = environment(Map.of(Pool.GRANT, Money.ofUsd("5")));
        drawn(first.draw(TODAY, Pool.GRANT, CENT, CENT));

        assertThat(second.draw(TODAY, Pool.GRANT, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
    }

    @Test
    void thirtyTwoHandlersInFourEnvironmentsShareOneBudgetExactly() throws Exception {
        var budgets = Map.of(Pool.GRANT, Money.ofUsd("1"));
        var environments =
                List.of(environment(budgets), environment(budgets), environment(budgets), environment(budgets));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var handlers = IntStream.range(0, 32)
                    .<Callable<Integer>>mapToObj(handler -> () -> drawAll(environments.get(handler % 4)))
                    .toList();

            var drawn = threads.invokeAll(handlers).stream()
                    .mapToInt(handler -> handler.resultNow())
                    .sum();

            assertThat(drawn).isEqualTo(100);
        }
        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("1"));
    }

    private static int drawAll(Guardrail guardrail) {
        var drawn = 0;
        while (guardrail.draw(TODAY, Pool.GRANT, CENT, CENT) instanceof DrawOutcome.Drawn) {
            drawn++;
        }
        return drawn;
    }

    @Test
    void oneRequestInTwentyWritesALease() {
        var guardrail = environment(Map.of());
        var random = new SplittableRandom(20261124);

        for (var request = 0; request < 1_000; request++) {
            var cost = new Money(random.nextLong(CENT.nanoUsd()));
            drawn(guardrail.draw(TODAY, Pool.SUBSIDY, Money.ofUsd("0.03"), Money.ofUsd("0.06")))
                    .settle(cost, cost);
        }

        assertThat(ledger.leases()).isBetween(2, 1_000 / 20 + 10);
    }

    @Test
    void anEmptyPoolIsTriedOnceASecond() {
        var guardrail = environment(Map.of(Pool.GRANT, Money.ZERO));
        guardrail.draw(TODAY, Pool.GRANT, CENT, CENT);
        var asked = ledger.leases();

        for (var request = 0; request < 100; request++) {
            assertThat(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
        }

        assertThat(ledger.leases()).isEqualTo(asked);
    }

    @Test
    void aSmallRequestStillFitsWhereALargeOneDidNot() {
        var guardrail = environment(Map.of(Pool.GRANT, CENT));

        assertThat(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("0.02"), CENT))
                .isEqualTo(new DrawOutcome.Empty(Pool.GRANT));

        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT));
    }

    @Test
    void theRemainderIsFoundInAnyShard() {
        var guardrail = environment(Map.of());
        for (var full = 0; full < 64; full++) {
            var day = ledger.roll(
                    PoolDay.rolled(Pool.GRANT, TODAY.plusDays(full), Money.ofUsd("6400"), Money.ofUsd("2")));
            for (var shard = 0; shard < day.shards(); shard++) {
                ledger.lease(day, shard, shard == full ? Money.ofUsd("1") : Money.ofUsd("99"));
            }

            var outcome = guardrail.draw(day.day(), Pool.GRANT, Money.ofUsd("90"), CENT);

            assertThat(day.shards()).isEqualTo(64);
            assertThat(outcome).isInstanceOf(DrawOutcome.Drawn.class);
        }
    }

    @Test
    void theNextShardIsTriedBeforeAllShardsAreRead() {
        var day = ledger.roll(PoolDay.rolled(Pool.GRANT, TODAY, Money.ofUsd("300"), Money.ofUsd("2")));
        ledger.lease(day, 0, Money.ofUsd("100"));
        ledger.lease(day, 1, Money.ofUsd("100"));

        drawn(environment(Map.of()).draw(TODAY, Pool.GRANT, CENT, Money.ZERO));

        assertThat(day.shards()).isEqualTo(3);
        assertThat(ledger.reads()).isZero();
    }

    @Test
    void anEnvironmentLeasesAtMostATenThousandthOfTheBudgetInAdvance() {
        var guardrail = environment(Map.of(Pool.GRANT, Money.ofUsd("200")));
        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, Money.ZERO)).settle(CENT, Money.ZERO);

        drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, Money.ZERO));
        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("0.03"));

        drawn(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("1"), Money.ZERO));
        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("1.02"));
    }

    @Test
    void aLargeDrawIsTakenFromSeveralShardsWhenNoneHasEnough() {
        var day = ledger.roll(PoolDay.rolled(Pool.GRANT, TODAY, Money.ofUsd("400"), Money.ofUsd("2")));
        for (var shard = 0; shard < day.shards(); shard++) {
            ledger.lease(day, shard, Money.ofUsd("99"));
        }
        var guardrail = environment(Map.of());

        drawn(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("2.5"), Money.ZERO));

        assertThat(ledger.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("398.5"));
        assertThat(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("1.51"), Money.ZERO))
                .isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
        drawn(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("1.5"), Money.ZERO));
    }

    @Test
    void whatWasTakenFromSomeShardsForADrawThatOthersOvertookGoesBack() {
        var overtaken = new InMemoryPoolLedger() {
            @Override
            public synchronized List<Money> remaining(PoolDay day) {
                var seen = super.remaining(day);
                lease(day, 0, Money.ofUsd("1"));
                return seen;
            }
        };
        var day = overtaken.roll(PoolDay.rolled(Pool.GRANT, TODAY, Money.ofUsd("200"), Money.ofUsd("2")));
        for (var shard = 0; shard < day.shards(); shard++) {
            overtaken.lease(day, shard, Money.ofUsd("99"));
        }
        var guardrail = TestGuardrail.over(overtaken, NOON, Map.of());

        assertThat(guardrail.draw(TODAY, Pool.GRANT, Money.ofUsd("2"), Money.ZERO))
                .isEqualTo(new DrawOutcome.Empty(Pool.GRANT));
        guardrail.giveBackSurplus();

        assertThat(overtaken.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ofUsd("199"));
    }

    @Test
    void fortyAverageRequestsAreLeasedInAdvanceFromEachPool() {
        var guardrail = environment(Map.of());

        for (var request = 0; request < 4_000; request++) {
            drawn(guardrail.draw(TODAY, Pool.GRANT, CENT, Money.ZERO)).settle(CENT, Money.ZERO);
        }

        assertThat(ledger.leases()).isBetween(4_000 / 40, 4_000 / 40 + 20);
    }

    @Test
    void aStoreThatDoesNotAnswerIsNotReportedAsAnEmptyPool() {
        var unresponsive = new InMemoryPoolLedger() {
            @Override
            public synchronized LeaseAnswer lease(PoolDay day, int shard, Money amount) {
                super.lease(day, shard, amount);
                return new LeaseAnswer.Unknown();
            }
        };
        var guardrail = TestGuardrail.over(unresponsive, NOON, Map.of(Pool.GRANT, Money.ofUsd("6400")));

        assertThat(guardrail.draw(TODAY, Pool.GRANT, CENT, CENT)).isEqualTo(new DrawOutcome.Busy());
        assertThat(unresponsive.leases()).isEqualTo(3);
    }
}
