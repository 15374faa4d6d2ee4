package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldBound;
import org.junit.jupiter.api.Test;

/** What input may cost: the customer, who cannot raise an alarm by any text, and us, who pay for what a tokeniser makes of it. */
class InputBoundTest {

    private static final Tier TIER = ChatFixture.tier(TierId.TIER_2);
    private static final Candidate CANDIDATE = TIER.candidates().getFirst();
    private static final int CONTEXT = TIER.limits().contextTokens();

    /** One token of the fixture's tokeniser each. */
    private static final String LONG_WORD = "incomprehensibilities ";

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    /** The record of a request for which upstream reports these tokens, and their cost at its prices. */
    private UsageRecord answered(ChatRequest request, long prompt, long completion) {
        var cost = CANDIDATE.upstreamPrices().costOf(prompt, completion);
        chat.upstream.script(
                CANDIDATE.slug(),
                say(new TextDelta("x")),
                say(new Finished(FinishReason.LENGTH)),
                say(new Usage(new TokenUsage(prompt, completion, 0), cost)),
                say(new Ended()));
        return switch (chat.complete(request)) {
            case ChatEnd.Settled(var record, var image, var failed) -> record;
            case ChatEnd.Refused(var refusal, var mayHold) -> throw new AssertionError("Refused: " + refusal);
            case ChatEnd.Replayed replayed -> throw new AssertionError("Replayed");
        };
    }

    private static Money price(long promptTokens, long completionTokens) {
        return TIER.prices().costOf(promptTokens, completionTokens);
    }

    @Test
    void spacedDigitsAreChargedInFullWithoutAnAlarm() {
        var request = new ChatRequest(
                TierId.TIER_2, saying(TierId.TIER_2, "7 ".repeat(20_015)).conversation(), 1, true, null, null);

        var record = answered(request, 40_030, 1);

        assertThat(record.cost()).isEqualTo(price(3 + 4 + 20_015, 1));
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void textOfOneTokenAByteRaisesNoAlarm() {
        var request = saying(TierId.TIER_2, "jz".repeat(50_000));

        answered(request, InputSize.of(request.conversation()).boundTokens(), CANDIDATE.nativeCap(1000));

        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void inputAboveTheContextIsRefusedBeforeTheCall() {
        chat.complete(saying(TierId.TIER_2, "w ".repeat(CONTEXT - 6)));

        assertThat(chat.sink.refusal).isInstanceOf(ChatRefusal.ContextTooLong.class);
        assertThat(chat.upstream.requests).isEmpty();
        assertThat(chat.wallet().version()).isEqualTo(1);
    }

    @Test
    void inputThatFitsIsAnsweredHoweverManyBytesItHas() {
        var record = answered(saying(TierId.TIER_2, LONG_WORD.repeat(CONTEXT - 7)), 100_000, 1);

        assertThat(record.tokens().promptTokens()).isEqualTo(CONTEXT);
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void theCustomerPaysForOurCountWhenAModelsTokeniserMakesMoreOfTheInput() {
        var record = answered(saying(TierId.TIER_2, LONG_WORD.repeat(100_000)), 400_000, 10);

        assertThat(record.tokens().promptTokens()).isEqualTo(3 + 4 + 100_000);
        assertThat(record.cost()).isEqualTo(price(3 + 4 + 100_000, 1));
        assertThat(record.costs().upstream())
                .isEqualTo(CANDIDATE.upstreamPrices().costOf(400_000, 10));
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void aCountThatTheBytesCannotHaveIsNotBilledAndRaisesAnAlarm() {
        var record = answered(saying(TierId.TIER_2, "Hi"), 100_000, 10);

        assertThat(record.tokens().promptTokens()).isEqualTo(8);
        assertThat(chat.alarms).containsExactly(Alarm.COST_ABOVE_DRAW);
    }

    private HoldBound bound(Part... parts) {
        var request = new ChatRequest(TierId.TIER_2, ChatFixture.conversation(parts), 1000, true, null, null);
        return Admission.of(
                        chat.call(request),
                        chat.clock.instant(),
                        TestTiers.mapping(),
                        new TokenCounter(ChatFixture.WORDS))
                .bound();
    }

    @Test
    void reasoningThatComesBackIsDrawnFromThePoolsAndNotHeldFromTheCustomer() {
        var plain = bound(new Part.Text("Hi"));
        var reasoned = bound(new Part.Text("Hi"), new Part.Reasoning("s".repeat(5000)));

        assertThat(reasoned.amount()).isEqualTo(plain.amount());
        assertThat(reasoned.nativeInputTokens()).isEqualTo(plain.nativeInputTokens() + 5000);
    }
}
