package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.PlaceRefusal;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cost of requests to the platform, and the pools that bear it. */
class PlatformCostTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    /** A tier-2 request with a cap of 1,000 tokens costs the platform at most $0.0141. */
    private static final Money BUDGET_OF_ONE_REQUEST = Money.ofUsd("0.016");

    private static void script(ChatFixture chat, String upstreamCost) {
        chat.upstream.script(
                ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug(),
                say(new TextDelta("x")),
                say(new Finished(FinishReason.STOP)),
                say(new Usage(new TokenUsage(5, 1, 0), Money.ofUsd(upstreamCost))),
                say(new Ended()));
    }

    private static UsageRecord answered(ChatFixture chat) {
        var end = chat.complete(saying(TierId.TIER_2, "Hi"));
        assertThat(end).isInstanceOf(ChatEnd.Settled.class);
        return ((ChatEnd.Settled) end).record();
    }

    @Test
    void theUnusedPartOfADrawIsAvailableToTheNextRequest() {
        var chat = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, BUDGET_OF_ONE_REQUEST));
        script(chat, "0.00003");

        for (var request = 0; request < 10; request++) {
            assertThat(answered(chat).overrun()).isEqualTo(Money.ZERO);
        }

        assertThat(chat.alarms).isEmpty();
        assertThat(chat.pools.leased(Pool.PLATFORM, TODAY)).isLessThanOrEqualTo(BUDGET_OF_ONE_REQUEST);
    }

    @Test
    void aRequestIsRefusedBeforeItCostsAnythingOnceTheDaysBudgetIsSpent() {
        var chat = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, BUDGET_OF_ONE_REQUEST));
        script(chat, "0.0150");
        answered(chat);
        var wallet = chat.wallet();

        var end = chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(end)
                .isEqualTo(new ChatEnd.Refused(
                        new ChatRefusal.NotPlaced(new PlaceRefusal.GuardrailReached(Pool.PLATFORM))));
        assertThat(chat.wallet()).isEqualTo(wallet);
        assertThat(chat.upstream.requests).hasSize(1);
    }

    @Test
    void aCostAboveTheDrawIsBookedRaisesAnAlarmAndReducesTheBudget() {
        var chat = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, Money.ofUsd("0.05")));
        script(chat, "0.04");

        var record = answered(chat);

        assertThat(record.costs().upstream()).isEqualTo(Money.ofUsd("0.04"));
        assertThat(record.overrun()).isGreaterThan(Money.ofUsd("0.02"));
        assertThat(chat.alarms).containsExactly(Alarm.COST_ABOVE_DRAW);
        assertThat(chat.complete(saying(TierId.TIER_2, "Hi"))).isInstanceOf(ChatEnd.Refused.class);
    }

    @Test
    void theRecordNamesThePoolThatBearsTheCost() {
        var chat = new ChatFixture(Money.ofUsd("25"));
        script(chat, "0.00003");

        assertThat(answered(chat).hold().pool()).isEqualTo(Pool.SUBSIDY);
    }
}
