package ai.tierup.upstream.openaicompatible;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.openai.upstream.ChatDialect;
import ai.tierup.openai.upstream.ReasoningCollector;
import ai.tierup.upstream.protocol.ModelFamily;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** The dialect of servers that implement OpenAI's chat API without extensions, such as Ollama, llama.cpp and vLLM. */
public final class OpenAiCompatible implements ChatDialect {

    /** Turns developer messages into system messages: the templates of most open models drop or reject the developer role. */
    @Override
    public Conversation conversation(Conversation conversation) {
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

    @Override
    public ReasoningCollector newReasoningCollector() {
        return new ReasoningContent();
    }

    /** Writes the text, with the tool calls that it led to. Without it, DeepSeek's and Kimi's own servers refuse the calls. */
    @Override
    public void writeReasoning(JsonGenerator json, String model, List<String> pieces, List<String> callIds)
            throws IOException {
        if (callIds.isEmpty()) {
            return;
        }
        if (!pieces.isEmpty()) {
            json.writeStringField(ReasoningContent.FIELD, String.join("", pieces));
            return;
        }
        switch (ModelFamily.of(model)) {
            case DEEPSEEK -> json.writeStringField(ReasoningContent.FIELD, "");
            // Kimi takes an empty text for a missing one.
            case KIMI -> json.writeStringField(ReasoningContent.FIELD, " ");
            case ANTHROPIC, GEMINI, MISTRAL, OTHER -> {}
        }
    }

    @Override
    public void writeFields(JsonGenerator json, UpstreamRequest request) throws IOException {
        json.writeObjectFieldStart("stream_options");
        json.writeBooleanField("include_usage", true);
        json.writeEndObject();
    }
}
