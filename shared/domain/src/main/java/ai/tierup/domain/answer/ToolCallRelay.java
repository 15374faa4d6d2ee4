package ai.tierup.domain.answer;

import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates the tool-call pieces of one upstream call into our own: our ids, indexes from zero, name and id in the first piece only. */
final class ToolCallRelay {

    private final ToolCallIds ids;
    private final String candidateName;
    private final Map<Integer, OpenCall> byUpstreamIndex = new LinkedHashMap<>();
    private final Map<String, OriginalToolCall> originals = new HashMap<>();

    ToolCallRelay(ToolCallIds ids, String candidateName) {
        this.ids = ids;
        this.candidateName = candidateName;
    }

    /** Our piece; empty if the tool's name has not arrived yet, or if there are no new arguments. */
    Optional<AnswerDelta.ToolCall> translate(UpstreamEvent.ToolCallDelta delta) {
        var call = byUpstreamIndex.computeIfAbsent(delta.index(), index -> new OpenCall(byUpstreamIndex.size()));
        if (call.named) {
            return delta.argumentsPart().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new AnswerDelta.ToolCall(call.index, null, null, delta.argumentsPart()));
        }
        call.append(delta);
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

    /** Upstream's tool calls by our own id; calls without an upstream id are missing. */
    Map<String, OriginalToolCall> originals() {
        return originals;
    }

    private static final class OpenCall {

        private final int index;
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String upstreamId;
        private boolean named;

        private OpenCall(int index) {
            this.index = index;
        }

        private void append(UpstreamEvent.ToolCallDelta delta) {
            arguments.append(delta.argumentsPart());
            if (delta.id() != null) {
                upstreamId = delta.id();
            }
        }
    }
}
