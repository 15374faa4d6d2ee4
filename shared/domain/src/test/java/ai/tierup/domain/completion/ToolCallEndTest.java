package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ChatFixture.saying;
import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Finished;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamEvent.Usage;
import ai.tierup.domain.usage.TokenUsage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static Conversation withoutParallelCalls() {
        var plain = saying(TierId.TIER_2, "Hi").conversation();
        var tools = List.of(new Tool("list_all", null, null, null), new Tool("count", null, null, null));
        return new Conversation(plain.messages(), tools, null, false, plain.responseFormat(), plain.sampling());
    }

    /** Not every model keeps to it, and not every candidate is told. */
    @Test
    void withoutParallelCallsOnlyTheFirstCallIsGiven() {
        chat.upstream.script(
                FIRST,
                say(new ToolCallDelta(0, "u1", "list_all", "{\"a\"")),
                say(new ToolCallDelta(1, "u2", "count", "{\"b\":1}")),
                say(new ToolCallDelta(0, null, null, ":1}")),
                say(TOOL_CALLS),
                say(new Usage(new TokenUsage(9, 40, 0), null)),
                say(new Ended()));

        var end = chat.complete(saying(TierId.TIER_2, "Hi").with(withoutParallelCalls()));

        assertThat(chat.sink.deltas)
                .extracting(delta -> ((AnswerDelta.ToolCall) delta).argumentsPart())
                .containsExactly("{\"a\"", ":1}");
        assertThat(chat.sink.finish).isEqualTo(FinishReason.TOOL_CALLS);
        var ids = chat.sink.deltas.stream()
                .flatMap(delta -> Stream.ofNullable(((AnswerDelta.ToolCall) delta).id()))
                .collect(Collectors.toSet());
        assertThat(chat.toolCalls.recall(ChatFixture.ACCOUNT, ids)).hasSize(1);
        // What was left out is not charged.
        var given = new Part.ToolCall("id", "list_all", "{\"a\":1}");
        assertThat(((ChatEnd.Settled) end).record().tokens().completionTokens())
                .isEqualTo(new TokenCounter(ChatFixture.WORDS).countAnswer("", List.of(given)));
    }
}
