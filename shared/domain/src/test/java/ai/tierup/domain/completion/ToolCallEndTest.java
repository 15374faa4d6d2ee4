package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for the end of answers that call tools, or say that they do. */
class ToolCallEndTest {

    private static final String FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst().slug();
    private static final Finished TOOL_CALLS = new Finished(FinishReason.TOOL_CALLS);

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("25"));

    @Test
    void withoutACallTheFinishReasonIsStop() {
        chat.upstream.script(FIRST, say(new TextDelta("Hello")), say(TOOL_CALLS), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.finish).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aCallWithoutArgumentsHasAnEmptyObject(String arguments) {
        chat.upstream.script(
                FIRST, say(new ToolCallDelta(0, "u1", "list_all", arguments)), say(TOOL_CALLS), say(new Ended()));

        chat.complete(saying(TierId.TIER_2, "Hi"));

        assertThat(chat.sink.deltas)
                .extracting(delta -> ((AnswerDelta.ToolCall) delta).argumentsPart())
                .containsExactly("", "{}");
        assertThat(chat.sink.finish).isEqualTo(FinishReason.TOOL_CALLS);
    }
}
