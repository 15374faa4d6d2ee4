package ai.tierup.functions.inference;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.canary.InMemoryCanaryCounters;
import ai.tierup.domain.canary.WatchCanary;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.idempotency.CompleteOnce;
import ai.tierup.domain.idempotency.InMemoryIdempotentAnswers;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.InMemoryTierCatalogue;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestCompletionTest {

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));
    private final RequestCompletion completion = completion();

    private RequestCompletion completion() {
        var catalogue = new InMemoryTierCatalogue();
        catalogue.publish(TestTiers.mapping());
        return new RequestCompletion(
                chat.completeChat,
                new CompleteOnce(
                        chat.completeChat,
                        new InMemoryIdempotentAnswers(),
                        (alarm, subject) -> {},
                        chat.clock,
                        ChatRules.STANDARD),
                new WatchCanary(
                        catalogue,
                        new InMemoryCanaryCounters(),
                        (text, schema) -> true,
                        (alarm, subject) -> {},
                        chat.clock),
                TestGuardrail.unlimited(chat.clock),
                chat.settleAfterAnswer);
    }

    @Test
    void aSettlementThatFailedIsTriedAgainOnceTheAnswerHasEnded() {
        chat.upstream.script(
                ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug(),
                say(new TextDelta("Hello")),
                say(new Finished(FinishReason.STOP)),
                say(new Ended()));
        chat.storeIsDown = true;
        chat.inEachPause = () -> {
            assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
            chat.storeIsDown = false;
        };

        completion.complete(chat.call(ChatFixture.saying(TierId.TIER_2, "Hi")), Optional.empty(), chat.sink);

        assertThat(chat.pauses).hasSize(1);
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.wallet().cash()).isLessThan(Money.ofUsd("25"));
    }
}
