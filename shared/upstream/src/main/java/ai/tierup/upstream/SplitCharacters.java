package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins surrogate pairs that a server split between two deltas. Servers that slice text by UTF-16 units do that to emoji. A half
 * whose other half never arrives is dropped.
 */
final class SplitCharacters {

    /** The key of the answer's text. The other keys are the indexes of tool calls. */
    private static final int TEXT = -1;

    private final Map<Integer, Character> heldByIndex = new HashMap<>();

    /** The event with its text in whole characters; empty when its text was only half of one. */
    Optional<UpstreamEvent> join(UpstreamEvent event) {
        return switch (event) {
            case TextDelta(var text) ->
                Optional.of(whole(TEXT, text)).filter(part -> !part.isEmpty()).map(TextDelta::new);
            case ToolCallDelta(var index, var id, var name, var part) ->
                Optional.of(new ToolCallDelta(index, id, name, whole(index, part)));
            case UpstreamEvent.ReasoningDelta other -> Optional.of(other);
            case UpstreamEvent.ReasoningState other -> Optional.of(other);
            case UpstreamEvent.Usage other -> Optional.of(other);
            case UpstreamEvent.Finished other -> Optional.of(other);
            case UpstreamEvent.Ended other -> Optional.of(other);
            case UpstreamEvent.Failed other -> Optional.of(other);
        };
    }

    private String whole(int index, String part) {
        var held = heldByIndex.remove(index);
        var text = held == null ? part : held + part;
        if (text.isEmpty() || !Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            return text;
        }
        heldByIndex.put(index, text.charAt(text.length() - 1));
        return text.substring(0, text.length() - 1);
    }
}
