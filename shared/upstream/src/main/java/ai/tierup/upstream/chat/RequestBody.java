package ai.tierup.upstream.chat;

import ai.tierup.api.JsonBytes;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.ConversationWriter;
import ai.tierup.upstream.protocol.UpstreamToolCallIds;

/** Writes the body of a request to a provider. Of what the client sent, only the conversation is forwarded. */
final class RequestBody {

    private RequestBody() {}

    static byte[] write(UpstreamRequest request, String model, ChatDialect dialect) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("model", model);
            json.writeBooleanField("stream", true);
            json.writeNumberField("max_tokens", request.maxOutputTokens());
            var ids = UpstreamToolCallIds.of(request, model);
            var conversation = new ConversationWriter(json, dialect, model, ids::upstreamId);
            conversation.write(dialect.conversation(request.conversation()), request.cacheMarks());
            dialect.writeFields(json, request);
            if (request.candidate().capabilities().contains(Capability.REASONING_EFFORT)
                    && dialect.mayReason(request.conversation(), model)) {
                conversation.writeReasoningEffort(request.conversation().sampling());
            }
            json.writeEndObject();
        });
    }
}
