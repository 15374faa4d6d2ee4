package ai.tierup.upstream.chat;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.ConversationWriter;
import ai.tierup.upstream.protocol.ToolCallIdsOfFamily;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes what is sent upstream. Nothing that a client sent goes with it but what the conversation holds. */
final class RequestBody {

    private RequestBody() {}

    static byte[] write(UpstreamRequest request, String model, ChatDialect dialect) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeBooleanField("stream", request.stream());
            json.writeNumberField("max_tokens", request.maxOutputTokens());
            new ConversationWriter(json, ToolCallIdsOfFamily.of(request, model)::upstreamId)
                    .write(dialect.conversation(request.conversation()));
            dialect.writeFields(json, request);
            writeReasoning(json, request, request.conversation().sampling());
            json.writeEndObject();
        });
    }

    private static void writeReasoning(JsonGenerator json, UpstreamRequest request, Sampling sampling)
            throws IOException {
        if (!request.candidate().capabilities().contains(Capability.REASONING_EFFORT)) {
            return;
        }
        if (sampling.reasoningEffort() != null) {
            json.writeStringField("reasoning_effort", sampling.reasoningEffort());
        }
        if (sampling.verbosity() != null) {
            json.writeStringField("verbosity", sampling.verbosity());
        }
    }
}
