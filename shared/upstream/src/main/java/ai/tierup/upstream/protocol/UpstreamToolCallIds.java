package ai.tierup.upstream.protocol;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The ids of a conversation's tool calls in a request to one model. If the model's own id for a call is remembered, it is used. If
 * not, the id is derived from ours, in the format that the model's family requires.
 */
public final class UpstreamToolCallIds {

    private static final int MISTRAL_LENGTH = 9;
    private static final int TYPICAL_LENGTH = 24;
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** An id that every other family accepts: Anthropic allows only these characters, OpenAI at most forty. */
    private static final Pattern PORTABLE_ID = Pattern.compile("[a-zA-Z0-9_-]{1,40}");

    private final Map<String, String> upstreamIds = new HashMap<>();

    private UpstreamToolCallIds() {}

    /** @param model the name that is sent to the provider; it tells the family */
    public static UpstreamToolCallIds of(UpstreamRequest request, String model) {
        var ids = new UpstreamToolCallIds();
        var family = ModelFamily.of(model);
        var name = request.candidate().name();
        var index = 0;
        for (var call : calls(request.conversation())) {
            var original = request.originals().get(call.id());
            ids.upstreamIds.put(
                    call.id(),
                    original != null && original.candidateName().equals(name)
                            ? original.id()
                            : derivedId(family, call, index));
            index++;
        }
        return ids;
    }

    public String upstreamId(String ownId) {
        return upstreamIds.getOrDefault(ownId, ownId);
    }

    private static List<Part.ToolCall> calls(Conversation conversation) {
        return conversation.messages().stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .toList();
    }

    private static String derivedId(ModelFamily family, Part.ToolCall call, int index) {
        return switch (family) {
            case MISTRAL -> hash(call.id(), MISTRAL_LENGTH);
            case KIMI -> "functions." + call.name() + ":" + index;
            case ANTHROPIC, DEEPSEEK, GEMINI, OTHER ->
                PORTABLE_ID.matcher(call.id()).matches() ? call.id() : "call_" + hash(call.id(), TYPICAL_LENGTH);
        };
    }

    private static String hash(String ownId, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(ownId.getBytes(StandardCharsets.UTF_8));
            var id = new StringBuilder();
            for (var i = 0; i < length; i++) {
                id.append(BASE_62.charAt((digest[i] & 0xFF) % BASE_62.length()));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
