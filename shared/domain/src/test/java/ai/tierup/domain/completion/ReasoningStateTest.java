package ai.tierup.domain.completion;

import static ai.tierup.domain.completion.ScriptedUpstream.say;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.reasoning.ReasoningState;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.usage.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that the state of a model's reasoning comes back to the model that reasoned, and to nobody else. */
class ReasoningStateTest {

    private static final Candidate FIRST =
            ChatFixture.tier(TierId.TIER_2).candidates().getFirst();
    private static final Candidate SECOND =
            ChatFixture.tier(TierId.TIER_2).candidates().get(1);
    private static final String CALL = "call_0123456789abcdefghijklmn";

    private final ChatFixture chat = new ChatFixture(Money.ofUsd("10"));

    private static UpstreamEvent[] endOf(FinishReason reason) {
        return new UpstreamEvent[] {
            new UpstreamEvent.Finished(reason),
            new UpstreamEvent.Usage(new TokenUsage(20, 9, 0), null),
            new UpstreamEvent.Ended()
        };
    }

    private void script(Candidate candidate, UpstreamEvent... events) {
        var steps = new ArrayList<ScriptedUpstream.Step>();
        for (var event : events) {
            steps.add(say(event));
        }
        for (var event : endOf(FinishReason.TOOL_CALLS)) {
            steps.add(say(event));
        }
        chat.upstream.script(candidate.slug(), steps.toArray(ScriptedUpstream.Step[]::new));
    }

    private static UpstreamEvent state(String piece) {
        return new UpstreamEvent.ReasoningState(piece);
    }

    private static UpstreamEvent call(int index) {
        return new UpstreamEvent.ToolCallDelta(index, "toolu_" + index, "get_time", "{}");
    }

    private static UpstreamEvent text(String text) {
        return new UpstreamEvent.TextDelta(text);
    }

    private void ask(Part... assistant) {
        var messages =
                new ArrayList<>(ChatFixture.conversation(new Part.Text("Hi")).messages());
        if (assistant.length > 0) {
            messages.add(new Message(Role.ASSISTANT, List.of(assistant), null));
            messages.add(new Message(Role.USER, List.of(new Part.Text("Go on")), null));
        }
        var conversation = ChatFixture.conversation(new Part.Text("Hi")).withMessages(messages);
        chat.complete(new ChatRequest(TierId.TIER_2, conversation, null, true, null, null));
    }

    private static Part.ToolCall toolCall() {
        return new Part.ToolCall(CALL, "get_time", "{}");
    }

    private String sealed(Candidate candidate, String... pieces) {
        return sealed(ChatFixture.ACCOUNT, candidate.name(), pieces);
    }

    private String sealed(AccountId account, String candidate, String... pieces) {
        return chat.seal
                .seal(account, new ReasoningState(candidate, List.of(pieces)))
                .orElseThrow();
    }

    private void remember(OriginalToolCall original) {
        chat.toolCalls.remember(ChatFixture.ACCOUNT, Map.of(CALL, original));
    }

    private List<String> candidates() {
        return chat.upstream.requests.stream()
                .map(request -> request.candidate().name())
                .toList();
    }

    /** The state of the assistant's turn in a request upstream. */
    private List<String> stateIn(int request) {
        return chat.upstream.requests.get(request).conversation().messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.Reasoning.class::isInstance)
                .map(part -> ((Part.Reasoning) part).state())
                .toList();
    }

    private List<ReasoningState> relayed() {
        return chat.sink.deltas.stream()
                .filter(AnswerDelta.SealedReasoning.class::isInstance)
                .map(delta -> chat.seal
                        .open(ChatFixture.ACCOUNT, ((AnswerDelta.SealedReasoning) delta).state())
                        .orElseThrow())
                .toList();
    }

    @Test
    void theStateIsRelayedSealedBeforeWhatFollowsIt() {
        script(FIRST, state("a"), text("Let me see."), state("b"), state("c"), call(0), state("d"));

        ask();

        assertThat(chat.sink.deltas)
                .extracting(delta -> delta.getClass().getSimpleName())
                .containsExactly("SealedReasoning", "Text", "SealedReasoning", "ToolCall", "SealedReasoning");
        assertThat(relayed())
                .containsExactly(
                        new ReasoningState(FIRST.name(), List.of("a")),
                        new ReasoningState(FIRST.name(), List.of("b", "c")),
                        new ReasoningState(FIRST.name(), List.of("d")));
    }

    @Test
    void theWholeStateIsKeptWithTheFirstToolCallOfItsTurn() {
        script(FIRST, state("a"), text("Hm."), state("b"), call(0), call(1));

        ask();

        var ids = chat.sink.deltas.stream()
                .filter(AnswerDelta.ToolCall.class::isInstance)
                .map(delta -> ((AnswerDelta.ToolCall) delta).id())
                .toList();
        var kept = chat.toolCalls.recall(ChatFixture.ACCOUNT, Set.copyOf(ids));
        assertThat(kept.get(ids.get(1))).isEqualTo(new OriginalToolCall("toolu_1", FIRST.name()));
        var sealed = Objects.requireNonNull(kept.get(ids.getFirst())).sealedReasoning();
        assertThat(chat.seal.open(ChatFixture.ACCOUNT, Objects.requireNonNull(sealed)))
                .contains(new ReasoningState(FIRST.name(), List.of("a", "b")));
    }

    @Test
    void anAnswerThatFailsLeavesNoState() {
        chat.upstream.script(
                FIRST.slug(), say(state("lost")), say(UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE)));
        script(SECOND, state("a"), text("Hi"));

        ask();

        assertThat(relayed()).containsExactly(new ReasoningState(SECOND.name(), List.of("a")));
    }

    @Test
    void theNextTurnGoesToTheCandidateThatReasonedWithItsState() {
        remember(new OriginalToolCall("toolu_9", SECOND.name(), sealed(SECOND, "a", "b")));
        script(SECOND, text("Hi"));

        ask(toolCall());

        assertThat(candidates()).containsExactly(SECOND.name());
        assertThat(stateIn(0)).containsExactly("a", "b");
    }

    /** The candidate that answered last is known from repeated input, and has the conversation in its cache. It has not reasoned about it. */
    @Test
    void whoReasonedComesBeforeWhoAnsweredLast() {
        remember(new OriginalToolCall("toolu_9", SECOND.name(), sealed(SECOND, "a")));
        script(SECOND, text("Hi"));
        var messages =
                new ArrayList<>(ChatFixture.conversation(new Part.Text("Hi")).messages());
        messages.add(new Message(Role.ASSISTANT, List.of(toolCall()), null));
        var conversation = ChatFixture.conversation(new Part.Text("Hi")).withMessages(messages);

        var asked = chat.asked(new ChatRequest(TierId.TIER_2, conversation, null, true, null, null), FIRST.name());

        assertThat(asked).containsExactly(SECOND.slug());
        assertThat(stateIn(0)).containsExactly("a");
    }

    @Test
    void whatTheClientSendsBackServesIfNothingIsRemembered() {
        script(SECOND, text("Hi"));

        ask(new Part.Reasoning(sealed(SECOND, "a")), new Part.Reasoning(sealed(SECOND, "b")), new Part.Text("Thus"));

        assertThat(candidates()).containsExactly(SECOND.name());
        assertThat(stateIn(0)).containsExactly("a", "b");
    }

    @Test
    void whatIsRememberedCountsMoreThanWhatTheClientSends() {
        remember(new OriginalToolCall("toolu_9", SECOND.name(), sealed(SECOND, "whole")));
        script(SECOND, text("Hi"));

        ask(new Part.Reasoning(sealed(FIRST, "other")), toolCall());

        assertThat(stateIn(0)).containsExactly("whole");
    }

    @Test
    void foreignAlteredAndStrangeStateIsDropped() {
        var strangers = sealed(new AccountId("stranger"), FIRST.name(), "a");
        var ours = sealed(FIRST, "a");
        var altered = ours.substring(0, ours.length() - 2) + (ours.endsWith("AA") ? "QQ" : "AA");
        for (var state : List.of("gAAAAABoISQ24OyVRYbk", strangers, altered)) {
            script(FIRST, text("Hi"));

            ask(new Part.Reasoning(state), new Part.Text("Thus"));

            assertThat(stateIn(chat.upstream.requests.size() - 1)).isEmpty();
            assertThat(chat.sink.refusal).isNull();
        }
    }

    @Test
    void ofATurnWithAnAlteredPieceNothingIsSent() {
        script(FIRST, text("Hi"));

        ask(new Part.Reasoning(sealed(FIRST, "a")), new Part.Reasoning("v1.k1.AAAA"), new Part.Text("Thus"));

        assertThat(stateIn(0)).isEmpty();
    }

    @Test
    void ifTheCandidateIsIllTheTurnGoesOnWithoutTheState() {
        remember(new OriginalToolCall("toolu_9", SECOND.name(), sealed(SECOND, "a")));
        chat.upstream.script(SECOND.slug(), say(UpstreamEvent.Failed.notSent(UpstreamFailure.UNAVAILABLE)));
        script(FIRST, text("Hi"));

        ask(toolCall());

        assertThat(candidates()).containsExactly(SECOND.name(), FIRST.name());
        assertThat(stateIn(1)).isEmpty();
        assertThat(chat.sink.text()).isEqualTo("Hi");
    }

    @Test
    void ifTheCandidateIsGoneTheTurnGoesOnWithoutTheState() {
        remember(new OriginalToolCall("toolu_9", "gone/model", sealed(ChatFixture.ACCOUNT, "gone/model", "a")));
        script(FIRST, text("Hi"));

        ask(toolCall());

        assertThat(candidates()).containsExactly(FIRST.name());
        assertThat(stateIn(0)).isEmpty();
    }

    @Test
    void aCandidateThatRefusesTheStateIsAskedWithoutIt() {
        remember(new OriginalToolCall("toolu_9", FIRST.name(), sealed(FIRST, "a")));
        chat.upstream.script(FIRST.slug(), say(UpstreamEvent.Failed.reported(UpstreamFailure.INVALID_REQUEST)));
        chat.upstream.then(
                FIRST.slug(),
                say(text("Hi")),
                say(new UpstreamEvent.Finished(FinishReason.STOP)),
                say(new UpstreamEvent.Ended()));

        ask(toolCall());

        assertThat(candidates()).containsExactly(FIRST.name(), FIRST.name());
        assertThat(stateIn(0)).containsExactly("a");
        assertThat(stateIn(1)).isEmpty();
        assertThat(chat.sink.text()).isEqualTo("Hi");
    }

    @Test
    void ofVeryMuchStateTheNewestIsSent() {
        var piece = "0".repeat(400_000);
        var messages =
                new ArrayList<>(ChatFixture.conversation(new Part.Text("Hi")).messages());
        for (var turn = 0; turn < 4; turn++) {
            var state = new Part.Reasoning(sealed(FIRST, turn + piece));
            messages.add(new Message(Role.ASSISTANT, List.of(state, new Part.Text("Hm")), null));
            messages.add(new Message(Role.USER, List.of(new Part.Text("Go on")), null));
        }
        script(FIRST, text("Hi"));

        var conversation = ChatFixture.conversation(new Part.Text("Hi")).withMessages(messages);
        chat.complete(new ChatRequest(TierId.TIER_2, conversation, null, true, null, null));

        assertThat(stateIn(0)).containsExactly("2" + piece, "3" + piece);
    }
}
