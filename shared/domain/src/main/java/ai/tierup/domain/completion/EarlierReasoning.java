package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.Utf8;
import ai.tierup.domain.reasoning.ReasoningState;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of the reasoning in a conversation's turns. What is remembered with a turn's tool calls comes first, because it is complete;
 * without that, what the client sent back. Foreign and altered state does not open and is left out.
 */
final class EarlierReasoning {

    /** Reasoning costs us input tokens, and what is remembered is not part of the draw. The newest turns matter most. */
    private static final long MAX_BYTES = 1024 * 1024;

    /** By the index of the message. */
    private final NavigableMap<Integer, ReasoningState> states;

    private EarlierReasoning(NavigableMap<Integer, ReasoningState> states) {
        this.states = states;
    }

    /**
     * Finds it.
     *
     * @param originals the tool calls that are remembered, by our own id
     * @param open opens sealed state
     */
    static EarlierReasoning in(
            Conversation conversation,
            Map<String, OriginalToolCall> originals,
            Function<String, Optional<ReasoningState>> open) {
        var states = new TreeMap<Integer, ReasoningState>();
        var bytes = 0L;
        for (var index = conversation.messages().size() - 1; index >= 0; index--) {
            var state = of(conversation.messages().get(index), originals, open);
            if (state != null) {
                bytes += state.pieces().stream().mapToLong(Utf8::bytes).sum();
                if (bytes > MAX_BYTES) {
                    break;
                }
                states.put(index, state);
            }
        }
        return new EarlierReasoning(states);
    }

    private static @Nullable ReasoningState of(
            Message message, Map<String, OriginalToolCall> originals, Function<String, Optional<ReasoningState>> open) {
        return remembered(message, originals)
                .map(open)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> sentBack(message, open));
    }

    private static Stream<String> remembered(Message message, Map<String, OriginalToolCall> originals) {
        return message.parts().stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(part -> originals.get(((Part.ToolCall) part).id()))
                .flatMap(original -> Stream.ofNullable(original == null ? null : original.sealedReasoning()));
    }

    /** What the client sent back of the turn; null if one of its pieces is missing, because models take all or nothing. */
    private static @Nullable ReasoningState sentBack(Message message, Function<String, Optional<ReasoningState>> open) {
        var sealed = message.parts().stream()
                .filter(Part.Reasoning.class::isInstance)
                .map(part -> ((Part.Reasoning) part).state())
                .toList();
        var opened = sealed.stream().map(open).flatMap(Optional::stream).toList();
        if (opened.isEmpty()
                || opened.size() < sealed.size()
                || opened.stream().map(ReasoningState::candidateName).distinct().count() > 1) {
            return null;
        }
        return new ReasoningState(
                opened.getFirst().candidateName(),
                opened.stream().flatMap(state -> state.pieces().stream()).toList());
    }

    /** The name of the candidate that reasoned last; empty if none did. */
    Optional<String> latestCandidate() {
        return Optional.ofNullable(states.lastEntry())
                .map(latest -> latest.getValue().candidateName());
    }

    /** Returns {@code conversation}, each turn with the state of this candidate's reasoning alone, in its own form. */
    Conversation forCandidate(Conversation conversation, Candidate candidate) {
        var messages = new ArrayList<Message>();
        for (var index = 0; index < conversation.messages().size(); index++) {
            var message = conversation.messages().get(index).withoutReasoning();
            var state = states.get(index);
            messages.add(
                    state != null && state.candidateName().equals(candidate.name())
                            ? withReasoning(message, state.pieces())
                            : message);
        }
        return conversation.withMessages(messages);
    }

    private static Message withReasoning(Message message, List<String> pieces) {
        var parts = Stream.concat(pieces.stream().map(Part.Reasoning::new), message.parts().stream());
        return new Message(message.role(), parts.toList(), message.name());
    }
}
