package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins characters that a server cut in two: one that slices its text by UTF-16 units sends the halves of an emoji in two deltas.
 * Half a character whose other half never comes is dropped.
 */
final class SplitCharacters {

    private static final int TEXT = -1;

    private final Map<Integer, Character> heldByIndex = new HashMap<>();

    /** The event with its text in whole characters; empty when it had but half of one. */
    Optional<UpstreamEvent> join(UpstreamEvent event) {
        return switch (event) {
            case TextDelta(var text) ->
                Optional.of(whole(TEXT, text)).filter(part -> !part.isEmpty()).map(TextDelta::new);
            case ToolCallDelta(var index, var id, var name, var part) ->
                Optional.of(new ToolCallDelta(index, id, name, whole(index, part)));
            case UpstreamEvent.ReasoningDelta other -> Optional.of(other);
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
