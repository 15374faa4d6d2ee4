package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the tool calls of one answer. Some servers send every call with index 0 or none, so a new id together with a name begins a
 * new call. A new id alone does not, because other servers send a different id with every piece. Without ids, another name begins a new
 * call, and so does the same name if the arguments before it are complete.
 */
final class ToolCallNumbers {

    private static final ObjectMapper JSON = new ObjectMapper();

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
        private final StringBuilder arguments = new StringBuilder();
        private @Nullable String id;
        private @Nullable String name;

        private Call(int number) {
            this.number = number;
        }

        private boolean isOtherThan(ToolCallDelta delta) {
            if (name == null || delta.name() == null) {
                return false;
            }
            if (id != null && delta.id() != null) {
                return !delta.id().equals(id);
            }
            return !delta.name().equals(name) || (!delta.argumentsPart().isBlank() && hasAllArguments());
        }

        private boolean hasAllArguments() {
            // Without this, each piece of long arguments would parse all pieces before it.
            if (!endsAsAnObject()) {
                return false;
            }
            try {
                return JSON.readTree(arguments.toString()).isObject();
            } catch (JsonProcessingException e) {
                return false;
            }
        }

        private boolean endsAsAnObject() {
            var end = arguments.length();
            while (end > 0 && Character.isWhitespace(arguments.charAt(end - 1))) {
                end--;
            }
            return end > 0 && arguments.charAt(end - 1) == '}';
        }

        private void remember(ToolCallDelta delta) {
            name = name == null ? delta.name() : name;
            arguments.append(delta.argumentsPart());
            id = id == null ? delta.id() : id;
        }
    }
}
