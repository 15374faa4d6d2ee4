package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.PlaceRefusal;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What visitors of the playground cost, and whom. */
class VisitorTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final String SLUG = "north/alpha-3";

    /** 1,500 words, enough to be recognised when they are repeated. */
    private static final String LONG = "word ".repeat(1_500);

    private final ChatFixture chat = withPlayground(new ChatFixture(Money.ZERO));

    private static ChatFixture withPlayground(ChatFixture fixture) {
        fixture.ledger.open(
                TestEntries.opening(AccountId.PLAYGROUND, "adj#open", Money.ZERO, TODAY),
                WalletRules.STANDARD.freeAllowanceOf(AccountId.PLAYGROUND));
        return fixture;
    }

    private static ChatEnd ask(ChatFixture fixture, String text) {
        fixture.upstream.script(
                SLUG,
                say(new UpstreamEvent.TextDelta("the tide is high")),
                say(new UpstreamEvent.Finished(FinishReason.STOP)),
                say(new UpstreamEvent.Ended()));
        var ids = new RequestIds(
                fixture.clock,
                new Random(5
                        + fixture.log
                                .newest(AccountId.PLAYGROUND, TODAY, null, 9)
                                .size()));
        return fixture.completeChat.complete(
                new ChatCall(
                        ids.next(),
                        ApiKey.VISITOR,
                        "chat",
                        ChatFixture.saying(TierId.TIER_3, text),
                        () -> Duration.ofMinutes(5)),
                fixture.sink);
    }

    private static UsageRecord settled(ChatEnd end) {
        assertThat(end).isInstanceOf(ChatEnd.Settled.class);
        return ((ChatEnd.Settled) end).record();
    }

    @Test
    void aVisitorPaysNothingAndThePoolOfThePlaygroundBearsTheCost() {
        var record = settled(ask(chat, "is the harbour calm"));

        assertThat(record.cost()).isEqualTo(Money.ZERO);
        assertThat(record.tokens().completionTokens()).isEqualTo(4);
        assertThat(record.costs().allowanceUsed()).isGreaterThan(Money.ZERO);
        assertThat(record.hold().purse()).isEqualTo(Purse.FREE);
        assertThat(record.hold().pool()).isEqualTo(Pool.PLAYGROUND);
        assertThat(chat.pools.leased(Pool.PLAYGROUND, TODAY)).isGreaterThan(Money.ZERO);
        assertThat(chat.pools.leased(Pool.PLATFORM, TODAY)).isGreaterThan(Money.ZERO);
        assertThat(chat.pools.leased(Pool.TIER_1, TODAY)).isEqualTo(Money.ZERO);
        assertThat(chat.pools.leased(Pool.GRANT, TODAY)).isEqualTo(Money.ZERO);
        var wallet = chat.ledger.find(AccountId.PLAYGROUND).orElseThrow();
        assertThat(wallet.isBalanced()).isTrue();
        assertThat(wallet.holds()).isEmpty();
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void anEmptyPoolRefusesVisitorsAndNobodyElse() {
        var empty = withPlayground(new ChatFixture(Money.ofUsd("10"), Map.of(Pool.PLAYGROUND, Money.ZERO)));

        assertThat(ask(empty, "hello"))
                .isEqualTo(new ChatEnd.Refused(
                        new ChatRefusal.NotPlaced(new PlaceRefusal.GuardrailReached(Pool.PLAYGROUND))));
        assertThat(empty.upstream.requests).isEmpty();
        assertThat(settled(empty.complete(ChatFixture.saying(TierId.TIER_3, "hello")))
                        .cost())
                .isGreaterThan(Money.ZERO);
    }

    @Test
    void whatOneVisitorSentIsNotRecognisedForAnother() {
        ask(chat, LONG);

        assertThat(settled(ask(chat, LONG)).tokens().repeatedTokens()).isZero();
        assertThat(chat.effects).doesNotContain("mark");
    }

    @Test
    void theAllowanceOfThePlaygroundDoesNotEndBeforeItsPool() {
        for (var visit = 0; visit < 60; visit++) {
            assertThat(settled(ask(chat, LONG)).costs().allowanceUsed()).isGreaterThan(Money.ofUsd("0.002"));
        }
    }

    @Test
    void aKeyOfThePlaygroundsAccountIsNotFree() {
        var key = ApiKey.ofSession(AccountId.PLAYGROUND);
        var call = new ChatCall(
                new RequestIds(chat.clock, new Random(3)).next(),
                key,
                "chat",
                ChatFixture.saying(TierId.TIER_3, "hello"),
                () -> Duration.ofMinutes(5));

        assertThat(chat.completeChat.complete(call, chat.sink)).isInstanceOf(ChatEnd.Refused.class);
        assertThat(chat.pools.leased(Pool.PLAYGROUND, TODAY)).isEqualTo(Money.ZERO);
    }
}
