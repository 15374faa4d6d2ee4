package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a repeated part of the input means for the price and for the choice of a candidate. A token is a word. */
class RepeatedChatTest {

    private static final String NORTH = "north/alpha-2";
    private static final String SOUTH = "south/beta-2";

    /** 1,500 words. */
    private static final String QUESTION = "word ".repeat(1_500);

    private static final int FIRST_TOKENS = 3 + 4 + 1_500;

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("10"));

    private static ScriptedUpstream.Step text(String text) {
        return say(new UpstreamEvent.TextDelta(text));
    }

    private void answerWith(String slug, String text) {
        chat.upstream.script(
                slug, text(text), say(new UpstreamEvent.Finished(FinishReason.STOP)), say(new UpstreamEvent.Ended()));
    }

    private static Message message(Role role, Part... parts) {
        return new Message(role, List.of(parts), null);
    }

    private static Message user(String text) {
        return message(Role.USER, new Part.Text(text));
    }

    private static Conversation first() {
        return ChatFixture.conversation(new Part.Text(QUESTION));
    }

    private static Conversation with(Conversation before, Message... more) {
        var messages = new ArrayList<>(before.messages());
        messages.addAll(List.of(more));
        return before.withMessages(messages);
    }

    private UsageRecord ask(TierId tier, Conversation conversation) {
        chat.complete(new ChatRequest(tier, conversation, 1_000, true, null, null));
        return Objects.requireNonNull(chat.sink.record);
    }

    private UsageRecord ask(Conversation conversation) {
        return ask(TierId.TIER_2, conversation);
    }

    private List<String> asked() {
        return chat.upstream.requests.stream()
                .map(request -> request.candidate().slug())
                .toList();
    }

    @Test
    void theNextTurnIsChargedForItsNewPartAndAFractionOfTheRest() {
        answerWith(NORTH, "An answer of five words");
        var before = ask(first());
        var after =
                ask(with(first(), message(Role.ASSISTANT, new Part.Text("An answer of five words")), user("And then")));

        assertThat(before.tokens().repeatedTokens()).isZero();
        assertThat(before.tokens().promptTokens()).isEqualTo(FIRST_TOKENS);
        assertThat(after.tokens().repeatedTokens()).isEqualTo(FIRST_TOKENS + 4 + 5);
        assertThat(after.tokens().promptTokens()).isEqualTo(FIRST_TOKENS + 4 + 5 + 4 + 2);
        assertThat(Objects.requireNonNull(chat.sink.head).input())
                .isEqualTo(after.tokens().input());
        // 6 tokens at $1.50, 1,516 at $0.225 and 5 at $7.50 per million
        assertThat(after.cost()).isEqualTo(new Money(6 * 1_500 + 1_516 * 225 + 5 * 7_500));
        assertThat(chat.wallet().cash())
                .isEqualTo(Money.ofUsd("10").minus(before.cost()).minus(after.cost()));
        assertThat(chat.alarms).isEmpty();
    }

    @Test
    void theHoldCoversTheFullPriceOfWhatIsRepeated() {
        answerWith(NORTH, "Yes");
        ask(first());
        var held = new ArrayList<Money>();
        chat.upstream.script(
                NORTH,
                new ScriptedUpstream.Run(() -> held.add(
                        chat.wallet().holds().values().iterator().next().amount())),
                text("Yes"),
                say(new UpstreamEvent.Finished(FinishReason.STOP)),
                say(new UpstreamEvent.Ended()));

        var record = ask(first());

        assertThat(record.tokens().repeatedTokens()).isEqualTo(FIRST_TOKENS);
        assertThat(held.getFirst()
                        .covers(ChatFixture.tier(TierId.TIER_2).prices().costOf(FIRST_TOKENS, 1_000)))
                .isTrue();
    }

    @Test
    void theNextTurnGoesToTheCandidateThatAnsweredTheLastOne() {
        chat.upstream.script(NORTH, say(UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answerWith(SOUTH, "Yes");
        ask(first());
        answerWith(NORTH, "No");
        ask(with(first(), message(Role.ASSISTANT, new Part.Text("Yes")), user("Really")));
        ask(with(first(), message(Role.ASSISTANT, new Part.Text("Something else")), user("Really")));

        assertThat(asked()).containsExactly(NORTH, SOUTH, SOUTH, SOUTH);
    }

    @Test
    void anotherConversationAndOneAfterTenMinutesStartWithTheFirstCandidate() {
        chat.upstream.script(NORTH, say(UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE)));
        answerWith(SOUTH, "Yes");
        ask(first());
        answerWith(NORTH, "No");
        ask(ChatFixture.conversation(new Part.Text("other ".repeat(1_500))));
        chat.clock.pass(Duration.ofMinutes(10));
        var late = ask(first());

        assertThat(asked()).containsExactly(NORTH, SOUTH, NORTH, NORTH);
        assertThat(late.tokens().repeatedTokens()).isZero();
    }

    @Test
    void whatWasNotPaidForIsNotRepeated() {
        chat.upstream.script(NORTH, say(UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE)));
        chat.upstream.script(SOUTH, say(UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE)));
        chat.complete(new ChatRequest(TierId.TIER_2, first(), 1_000, true, null, null));
        answerWith(NORTH, "Yes");

        assertThat(ask(first()).tokens().repeatedTokens()).isZero();
    }

    @Test
    void anAnswerThatBrokeOffMarksOnlyItsQuestion() {
        chat.upstream.script(
                NORTH, text("An answer"), say(UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));
        chat.complete(new ChatRequest(TierId.TIER_2, first(), 1_000, true, null, null));
        answerWith(NORTH, "Yes");

        var next = ask(with(first(), message(Role.ASSISTANT, new Part.Text("An answer")), user("Go on")));

        assertThat(next.tokens().repeatedTokens()).isEqualTo(FIRST_TOKENS);
    }

    @Test
    void theAnswersOfToolsAreRepeatedUnderOurIds() {
        chat.upstream.script(
                NORTH,
                text("Let me see"),
                say(new UpstreamEvent.ToolCallDelta(0, "toolu_1", "get_time", "{\"zone\": ")),
                say(new UpstreamEvent.ToolCallDelta(0, null, null, "\"UTC\"}")),
                say(new UpstreamEvent.Finished(FinishReason.TOOL_CALLS)),
                say(new UpstreamEvent.Ended()));
        ask(first());
        var id = chat.sink.deltas.stream()
                .flatMap(delta ->
                        delta instanceof AnswerDelta.ToolCall call ? Stream.ofNullable(call.id()) : Stream.of())
                .findFirst()
                .orElseThrow();
        var call = new Part.ToolCall(id, "get_time", "{\"zone\":\"UTC\"}");

        var next = ask(with(
                first(),
                message(Role.ASSISTANT, new Part.Text("Let me see"), call),
                message(Role.TOOL, new Part.ToolResult(id, "noon"))));

        assertThat(next.tokens().repeatedTokens())
                .as("the call is 4 + 1 + 2 words")
                .isEqualTo(FIRST_TOKENS + 4 + 3 + 7);
    }

    @Test
    void onTheFreeTierRepeatedInputUsesLessOfTheAllowance() {
        answerWith("north/alpha-1", "Yes");
        ask(TierId.TIER_1, first());
        var record = ask(TierId.TIER_1, first());

        // 1,507 tokens at 15 % of $0.10 per million and one at $0.40
        assertThat(record.costs().allowanceUsed()).isEqualTo(new Money(23_005));
        assertThat(record.cost()).isEqualTo(Money.ZERO);
    }

    @Test
    void theEndOfTheAnswerComesAfterTheMarkers() {
        answerWith(NORTH, "Yes");
        ask(first());

        assertThat(chat.effects).containsSubsequence("mark", "finish");
    }
}
