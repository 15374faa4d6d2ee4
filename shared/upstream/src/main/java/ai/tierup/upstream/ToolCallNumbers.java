package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the tool calls of one answer. Some servers send every call with index 0 or none, so a new id together with a name begins a
 * new call. A new id alone does not, because other servers send a different id with every piece.
 */
final class ToolCallNumbers {

    private final Map<Integer, Call> latestByIndex = new HashMap<>();
    private int calls;

    UpstreamEvent number(UpstreamEvent event) {
        return event instanceof ToolCallDelta delta ? numbered(delta) : event;
    }

    private ToolCallDelta numbered(ToolCallDelta delta) {
        var call = latestByIndex.get(delta.index());
        if (call == null || call.isOtherThan(delta)) {
            call = new Call(calls++);
            latestByIndex.put(delta.index(), call);
        }
        call.remember(delta);
        return new ToolCallDelta(call.number, delta.id(), delta.name(), delta.argumentsPart());
    }

    private static final class Call {

        private final int number;
        private @Nullable String id;
        private boolean named;

        private Call(int number) {
            this.number = number;
        }

        private boolean isOtherThan(ToolCallDelta delta) {
            return named
                    && delta.name() != null
                    && delta.id() != null
                    && id != null
                    && !delta.id().equals(id);
        }

        private void remember(ToolCallDelta delta) {
            named |= delta.name() != null;
            id = id == null ? delta.id() : id;
        }
    }
}
