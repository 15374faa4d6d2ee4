package ai.tierup.simulators.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The blocks of a model's reasoning in {@code reasoning_details}. Anthropic signs the text, OpenAI and xAI encrypt a state, Google signs the
 * first tool call. A signature is valid for one model and one text.
 */
record ReasoningBlocks(SimulatedModel model) {

    static final String TEXT = "reasoning.text";
    static final String ENCRYPTED = "reasoning.encrypted";

    private static final String ALGORITHM = "HmacSHA512";
    private static final byte[] KEY = "a key that only the simulated vendors know".getBytes(UTF_8);

    /** A part of the text, as a stream has it. */
    ObjectNode fragment(String text) {
        return switch (model.family()) {
            case OPENAI, XAI -> block("reasoning.summary").put("summary", text);
            case ANTHROPIC, GOOGLE, DEEPSEEK, MISTRAL, KIMI, QWEN, OTHER ->
                block(TEXT).put("text", text);
        };
    }

    /**
     * What follows the text; empty if nothing does.
     *
     * @param text all of it
     * @param id the id of the block, if it gets one
     */
    Optional<ObjectNode> end(String text, String id) {
        return switch (model.family()) {
            case ANTHROPIC -> Optional.of(block(TEXT).put("signature", signature(text)));
            case OPENAI, XAI ->
                Optional.of(block(ENCRYPTED).put("data", signature(id)).put("id", id));
            case GOOGLE, DEEPSEEK, MISTRAL, KIMI, QWEN, OTHER -> Optional.empty();
        };
    }

    /** The signature of a tool call; empty if the model does not sign any. */
    Optional<ObjectNode> ofCall(String callId, String function) {
        return model.signsToolCalls()
                ? Optional.of(block(ENCRYPTED).put("data", signature(function)).put("id", callId))
                : Optional.empty();
    }

    /** Returns whether this model has made the tool call, by its signature. */
    boolean isSignatureOfCall(String data, String function) {
        return data.equals(signature(function));
    }

    /** Returns whether this model has signed the block as it is. */
    boolean isSigned(JsonNode block) {
        return switch (block.path("type").asText()) {
            case TEXT ->
                block.path("signature")
                        .asText()
                        .equals(signature(block.path("text").asText()));
            case ENCRYPTED ->
                block.path("data").asText().equals(signature(block.path("id").asText()));
            default -> false;
        };
    }

    private ObjectNode block(String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("format", model.family().reasoningFormat())
                .put("index", 0);
    }

    private String signature(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(KEY, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal((model.slug() + "\n" + text).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + ALGORITHM, e);
        }
    }
}
