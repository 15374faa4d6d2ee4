package ai.tierup.openai.responses;

import ai.tierup.api.StrictJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the arguments of a call as the model wrote them. They may be invalid. */
final class Arguments {

    private Arguments() {}

    static boolean isObject(String arguments) {
        return object(arguments).isPresent();
    }

    /**
     * Returns the input of a tool with free text. Models write it as the argument {@code input}, as an only argument with another name, or
     * as it is.
     */
    static String freeText(String arguments) {
        return object(arguments)
                .flatMap(object -> object.isEmpty() ? Optional.of("") : only(object))
                .orElse(arguments);
    }

    private static Optional<String> only(JsonNode object) {
        var value = object.size() == 1 ? object.elements().next() : object.path("input");
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static Optional<JsonNode> object(String arguments) {
        return switch (StrictJson.readObject(arguments.getBytes(StandardCharsets.UTF_8))) {
            case StrictJson.Parsed(var json) -> Optional.of(json);
            case StrictJson.Invalid invalid -> Optional.empty();
        };
    }
}
