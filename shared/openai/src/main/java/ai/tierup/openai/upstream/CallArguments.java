package ai.tierup.openai.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The arguments of earlier tool calls as providers take them: a JSON object. */
final class CallArguments {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String FIELD = "invalid_arguments";

    /** What is wrong shows at the beginning or at the end of so much. */
    private static final int MAX_CHARACTERS = 2000;

    private CallArguments() {}

    /**
     * Returns the arguments if they are a JSON object. Providers refuse a conversation in which a model has once written others, and it could
     * not go on; so these are put into an object as a text.
     */
    static String of(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        return isObject(arguments)
                ? arguments
                : JSON.createObjectNode().put(FIELD, shortened(arguments)).toString();
    }

    private static boolean isObject(String arguments) {
        try {
            return JSON.readTree(arguments).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS)) + "…";
    }
}
