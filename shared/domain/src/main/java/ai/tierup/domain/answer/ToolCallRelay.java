package ai.tierup.domain.answer;

import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns one call's tool-call pieces into our own: own ids, indexes that count from zero, name and id in the first piece only. */
final class ToolCallRelay {

    private final ToolCallIds ids;
    private final String candidateName;
    private final Map<Integer, Opened> byUpstreamIndex = new LinkedHashMap<>();
    private final Map<String, OriginalToolCall> originals = new HashMap<>();

    ToolCallRelay(ToolCallIds ids, String candidateName) {
        this.ids = ids;
        this.candidateName = candidateName;
    }

    /** Our piece, or empty while the name of the tool has not come. */
    Optional<AnswerDelta.ToolCall> own(UpstreamEvent.ToolCallDelta delta) {
        var call = byUpstreamIndex.computeIfAbsent(delta.index(), index -> new Opened(byUpstreamIndex.size()));
        if (call.named) {
            return delta.argumentsPart().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AnswerDelta.ToolCall(call.index, null, null, delta.argumentsPart()));
        }
        call.remember(delta);
        var name = delta.name();
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        call.named = true;
        var ownId = ids.next();
        if (call.upstreamId != null) {
            originals.put(ownId, new OriginalToolCall(call.upstreamId, candidateName));
        }
        return Optional.of(new AnswerDelta.ToolCall(call.index, ownId, name, call.arguments.toString()));
    }

    boolean hasCalls() {
        return byUpstreamIndex.values().stream().anyMatch(call -> call.named);
    }

    /** What stands behind the ids given out, by our own id. */
    Map<String, OriginalToolCall> originals() {
        return originals;
    }

    private static final class Opened {

        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String upstreamId;
        private boolean named;

        private Opened(int index) {
            this.index = index;
        }

        private void remember(UpstreamEvent.ToolCallDelta delta) {
            arguments.append(delta.argumentsPart());
            if (delta.id() != null) {
                upstreamId = delta.id();
            }
        }
    }
}
