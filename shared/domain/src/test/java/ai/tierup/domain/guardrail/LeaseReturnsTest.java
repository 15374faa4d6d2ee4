package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.PoolLedger.ReturnAnswer;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that what a lease does not need goes back to its shards, and only once. */
class LeaseReturnsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final Money CENT = Money.ofUsd("0.01");
    private static final Money DOLLAR = Money.ofUsd("1");

    /** A ten-thousandth of {@link #BUDGETS}. */
    private static final Money KEPT = Money.ofUsd("0.1");

    private static final Map<Pool, Money> BUDGETS = Map.of(Pool.GRANT, Money.ofUsd("1000"));

    private final Answers ledger = new Answers();
    private final Guardrail guardrail = TestGuardrail.over(ledger, NOON, BUDGETS);

    /** Answers the next returns as it is told to, without applying them. */
    private static final class Answers extends InMemoryPoolLedger {

        private final Deque<ReturnAnswer> answers = new ArrayDeque<>();
        private final List<Long> seen = new ArrayList<>();
        private Runnable duringLease = () -> {};

        @Override
        public synchronized LeaseAnswer lease(PoolDay day, int shard, Money amount) {
            duringLease.run();
            return super.lease(day, shard, amount);
        }

        @Override
        public synchronized ReturnAnswer giveBack(PoolDay day, int shard, Money amount, long returnsSeen) {
            seen.add(returnsSeen);
            return answers.isEmpty() ? super.giveBack(day, shard, amount, returnsSeen) : answers.remove();
        }
    }

    private Draw drawn(LocalDate day, Money amount) {
        return ((Guardrail.DrawOutcome.Drawn) guardrail.draw(day, Pool.GRANT, amount, Money.ZERO)).draw();
    }

    private void serve(Money amount, Money cost) {
        drawn(TODAY, amount).settle(cost, Money.ZERO);
    }

    private Money leased() {
        return ledger.leased(Pool.GRANT, TODAY);
    }

    @Test
    void aLeaseThatPaidForSomethingKeepsATenThousandthOfTheBudget() {
        serve(DOLLAR, CENT);

        assertThat(leased()).isEqualTo(CENT.plus(KEPT));
    }

    @Test
    void aLeaseThatPaidForNothingKeepsNothing() {
        serve(DOLLAR, Money.ZERO);

        assertThat(leased()).isEqualTo(Money.ZERO);
    }

    @Test
    void requestsThatLoseNothingLeaseOnceAndGiveBackNothing() {
        for (var request = 0; request < 100; request++) {
            drawn(TODAY, CENT).settle(Money.ZERO, CENT);
        }

        assertThat(ledger.seen).isEmpty();
        assertThat(leased()).isEqualTo(CENT);
    }

    @Test
    void ordinaryRequestsGiveNothingBackAndWriteNowAndThen() {
        for (var request = 0; request < 1_000; request++) {
            serve(Money.ofUsd("0.04"), Money.ofUsd("0.004"));
        }

        assertThat(ledger.seen).isEmpty();
        assertThat(ledger.leases()).isBetween(1_000 / 17, 1_000 / 14);
    }

    @Test
    void aLargeRequestLeasesOnceAndGivesBackOnce() {
        serve(DOLLAR, CENT);

        for (var request = 2; request <= 100; request++) {
            serve(DOLLAR, CENT);
            assertThat(ledger.leases()).isEqualTo(request);
            assertThat(ledger.seen).hasSize(request);
        }
    }

    @Test
    void whatWasPutBackIsThereForTheNextSendAndGoesBackWhenThereIsNone() {
        drawn(TODAY, DOLLAR).putBack();
        drawn(TODAY, DOLLAR).putBack();
        assertThat(leased()).isEqualTo(DOLLAR);

        guardrail.giveBackSurplus();

        assertThat(ledger.leases()).isEqualTo(1);
        assertThat(leased()).isEqualTo(Money.ZERO);
    }

    @Test
    void aReturnWithoutAnAnswerIsNotRepeatedAndItsAmountNotSpent() {
        ledger.answers.add(new ReturnAnswer.Unknown());
        serve(DOLLAR, CENT);
        assertThat(ledger.seen).hasSize(1);

        guardrail.giveBackSurplus();

        assertThat(ledger.seen).hasSize(1);
        drawn(TODAY, DOLLAR);
        assertThat(leased()).isEqualTo(DOLLAR.plus(DOLLAR).minus(KEPT));
    }

    @Test
    void aReturnThatWasNotAppliedIsMadeAfterTheNextRequest() {
        ledger.answers.add(new ReturnAnswer.NotApplied());
        serve(DOLLAR, CENT);
        assertThat(leased()).isEqualTo(DOLLAR);

        serve(CENT, CENT);

        assertThat(ledger.seen).hasSize(2);
        assertThat(leased()).isEqualTo(CENT.plus(CENT).plus(KEPT));
    }

    @Test
    void aReturnThatAnotherOneOvertookIsSentAgainFromWhatTheShardSays() {
        ledger.answers.add(new ReturnAnswer.Outdated(7));
        ledger.answers.add(new ReturnAnswer.Outdated(9));
        ledger.answers.add(new ReturnAnswer.Returned());

        serve(DOLLAR, CENT);
        serve(DOLLAR, CENT);

        assertThat(ledger.seen).startsWith(0L, 7L, 9L);
    }

    @Test
    void aReturnThatIsAlwaysOvertakenStaysInTheLeaseAfterFiveTimes() {
        ledger.answers.addAll(Collections.nCopies(5, new ReturnAnswer.Outdated(7)));

        serve(DOLLAR, CENT);

        assertThat(ledger.seen).hasSize(5);
        assertThat(leased()).isEqualTo(DOLLAR);
        drawn(TODAY, DOLLAR.minus(CENT));
        assertThat(leased()).isEqualTo(DOLLAR);
    }

    @Test
    @Timeout(60)
    void whatAnotherRequestIsLeasingForIsNoSurplus() {
        drawn(TODAY, CENT).putBack();
        ledger.duringLease = () -> join(Thread.ofPlatform().start(guardrail::giveBackSurplus));

        drawn(TODAY, DOLLAR);

        assertThat(ledger.leases()).isEqualTo(2);
        assertThat(ledger.seen).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void yesterdaysLeaseGoesBackToYesterday() {
        var yesterdays = drawn(TODAY, DOLLAR);
        drawn(TODAY.plusDays(1), DOLLAR);

        yesterdays.settle(CENT, Money.ZERO);

        assertThat(leased()).isEqualTo(CENT.plus(KEPT));
        assertThat(ledger.leased(Pool.GRANT, TODAY.plusDays(1))).isEqualTo(DOLLAR);
    }

    @Test
    void aCostAboveItsDrawLeavesNothingToGiveBack() {
        serve(CENT, DOLLAR);

        assertThat(ledger.seen).isEmpty();
        assertThat(leased()).isEqualTo(CENT);
    }

    @Test
    @Timeout(60)
    void anEnvironmentWaitsForItsReturns() throws Exception {
        var tasks = new ArrayDeque<Runnable>();
        Executor later = tasks::add;
        var environment = new Guardrail(ledger, TestGuardrail.budgets(BUDGETS), new SplittableRandom(1), NOON, later);
        var draw = (Guardrail.DrawOutcome.Drawn) environment.draw(TODAY, Pool.GRANT, DOLLAR, Money.ZERO);
        draw.draw().settle(CENT, Money.ZERO);

        var waiting = Thread.ofPlatform().start(environment::awaitReturns);
        while (waiting.getState() != Thread.State.WAITING) {
            assertThat(waiting.isAlive()).isTrue();
        }
        assertThat(leased()).isEqualTo(DOLLAR);
        tasks.remove().run();
        waiting.join();

        assertThat(leased()).isEqualTo(CENT.plus(KEPT));
        environment.awaitReturns();
    }
}
