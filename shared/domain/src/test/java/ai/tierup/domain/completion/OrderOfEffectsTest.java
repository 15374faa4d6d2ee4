package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static ai.tierup.domain.completion.ScriptedUpstream.silence;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of a request's external effects. */
class OrderOfEffectsTest {

    private static final ChatRequest REQUEST = new ChatRequest(
            TierId.TIER_2,
            ChatFixture.conversation(new Part.ToolCall("call_0123456789abcdefABCDEFxy", "get_time", "{}")),
            1000,
            true,
            null,
            null);

    private static ScriptedUpstream script(ChatFixture chat) {
        var candidates = ChatFixture.tier(TierId.TIER_2).candidates();
        return chat.upstream
                .script(candidates.getFirst().slug(), say(Failed.reported(UpstreamFailure.REFUSED_US)))
                .script(
                        candidates.getLast().slug(),
                        say(new ToolCallDelta(0, "toolu_1", "get_time", "{}")),
                        silence(Duration.ofSeconds(10)),
                        say(new Finished(FinishReason.STOP)),
                        say(new Usage(new TokenUsage(5, 900_000, 0), Money.ofUsd("0.04"))),
                        say(new Ended()));
    }

    @Test
    void theAnswerEndsAfterEverythingIsWritten() {
        var chat = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, Money.ofUsd("0.05")));
        script(chat);

        chat.complete(REQUEST);

        assertThat(chat.effects)
                .containsExactly(
                        "recall",
                        "UPSTREAM_REFUSED_US",
                        "begin",
                        "delta",
                        "keepAlive",
                        "checkpoint",
                        "COST_ABOVE_DRAW",
                        "log",
                        "remember",
                        "finish");
    }

    @Test
    void theAnswerEndsBeforeAFailedSettlementIsTriedAgain() {
        var chat = new ChatFixture(Money.ofUsd("25"), Map.of(Pool.PLATFORM, Money.ofUsd("0.05")));
        script(chat);
        chat.storeIsDown = true;

        var call = chat.call(REQUEST);
        var end = chat.completeChat.complete(call, chat.sink);
        chat.storeIsDown = false;
        chat.settleAfterAnswer.settle(call, end);

        assertThat(chat.effects).endsWith("COST_ABOVE_DRAW", "remember", "finish", "log");
    }

    @Test
    void aRefusedRequestHasNoOtherEffect() {
        var chat = new ChatFixture(Money.ofUsd("25"));

        chat.complete(ChatFixture.saying(TierId.TIER_2, "a ".repeat(128_000)));

        assertThat(chat.effects).containsExactly("fail");
    }
}
