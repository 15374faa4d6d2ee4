package ai.tierup.upstream;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ConversationWriter;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes what is sent upstream. Nothing that a client sent goes with it but what the conversation holds. */
final class RequestBody {

    private RequestBody() {}

    static byte[] write(UpstreamRequest request, UpstreamSettings settings) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            var model = settings.model() == null ? request.candidate().slug() : settings.model();
            json.writeStringField("model", model);
            json.writeBooleanField("stream", request.stream());
            json.writeNumberField("max_tokens", request.maxOutputTokens());
            var conversation = new ConversationWriter(json, ToolCallIdsOfFamily.of(request, model)::upstreamId);
            switch (settings.dialect()) {
                case OPENROUTER -> {
                    conversation.write(request.conversation());
                    writeOpenRouter(json, request);
                }
                case PLAIN -> {
                    conversation.write(withoutDevelopers(request.conversation()));
                    writePlain(json, request);
                }
            }
            json.writeEndObject();
        });
    }

    private static void writeOpenRouter(JsonGenerator json, UpstreamRequest request) throws IOException {
        json.writeStringField("user", request.userTag());
        if (request.sessionTag() != null) {
            json.writeStringField("session_id", request.sessionTag());
        }
        var prices = request.candidate().upstreamPrices();
        json.writeObjectFieldStart("provider");
        json.writeStringField("data_collection", "deny");
        json.writeBooleanField("require_parameters", true);
        json.writeObjectFieldStart("max_price");
        json.writeStringField("prompt", prices.input().usdPerMillion());
        json.writeStringField("completion", prices.output().usdPerMillion());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("plugins");
        json.writeStartObject();
        json.writeStringField("id", "context-compression");
        json.writeBooleanField("enabled", false);
        json.writeEndObject();
        json.writeEndArray();
        writeReasoning(json, request, request.conversation().sampling());
    }

    /** Most open models' templates know nobody by that name, and drop what is said or refuse it. */
    private static Conversation withoutDevelopers(Conversation conversation) {
        var messages = conversation.messages().stream()
                .map(message -> message.role() == Role.DEVELOPER
                        ? new Message(Role.SYSTEM, message.parts(), message.name())
                        : message)
                .toList();
        return new Conversation(
                messages,
                conversation.tools(),
                conversation.toolChoice(),
                conversation.parallelToolCalls(),
                conversation.responseFormat(),
                conversation.sampling());
    }

    private static void writePlain(JsonGenerator json, UpstreamRequest request) throws IOException {
        if (request.stream()) {
            json.writeObjectFieldStart("stream_options");
            json.writeBooleanField("include_usage", true);
            json.writeEndObject();
        }
        writeReasoning(json, request, request.conversation().sampling());
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
