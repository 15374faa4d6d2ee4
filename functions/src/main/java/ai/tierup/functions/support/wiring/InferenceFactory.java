package ai.tierup.functions.support.wiring;

import ai.tierup.anthropic.AnthropicMessages;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.openai.chat.OpenAiChat;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Creates the inference APIs that the service offers, one per method. */
@Factory
final class InferenceFactory {

    @Singleton
    InferenceApi openAiChat() {
        return new OpenAiChat();
    }

    @Singleton
    InferenceApi anthropicMessages() {
        return new AnthropicMessages();
    }
}
