package ai.tierup.functions.support.wiring;

import ai.tierup.anthropic.AnthropicMessages;
import ai.tierup.api.inference.InferenceApi;
import ai.tierup.domain.recall.KeptOutputs;
import ai.tierup.domain.recall.OutputMemory;
import ai.tierup.functions.support.auth.KeptOutputsSetting;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.openai.responses.OpenAiResponses;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Creates the inference APIs that the service offers, one per method. */
@Factory
final class InferenceFactory {

    @Singleton
    InferenceApi openAiChat() {
        return new OpenAiChat();
    }

    @Singleton
    OutputMemory outputMemory(
            KeptOutputs outputs,
            KeptOutputsSetting setting,
            CurrentSecrets<UpstreamSecrets> secrets,
            Journal journal,
            InstantSource clock) {
        return new OutputMemory(outputs, setting::keeps, () -> secrets.fresh().hmacKey(), journal, clock);
    }

    @Singleton
    InferenceApi openAiResponses() {
        return new OpenAiResponses();
    }

    @Singleton
    InferenceApi anthropicMessages() {
        return new AnthropicMessages();
    }
}
