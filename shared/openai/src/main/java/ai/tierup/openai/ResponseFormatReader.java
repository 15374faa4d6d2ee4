package ai.tierup.openai;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.ResponseFormat;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads the format that an answer is to have. */
public final class ResponseFormatReader {

    private static final int MAX_SCHEMA_BYTES = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ResponseFormatReader() {}

    /** @param schemaOf returns the object with the schema and its name, of a format of type {@code json_schema} */
    public static ResponseFormat read(Field format, UnaryOperator<Field> schemaOf) {
        if (format.nonEmpty().isEmpty()) {
            return new ResponseFormat.Text();
        }
        var type = format.object().at("type");
        return switch (type.text()) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> schema(schemaOf.apply(format).object());
            case "grammar", "python" -> throw type.unsupported("Ask for text, json_object or json_schema.");
            default -> throw type.invalid("Ask for text, json_object or json_schema.");
        };
    }

    private static ResponseFormat schema(Field schema) {
        var name = schema.at("name");
        if (!NAME.matcher(name.text()).matches()) {
            throw name.invalid("Send a name of 1 to 64 letters, digits, underscores or dashes.");
        }
        return new ResponseFormat.JsonSchema(
                name.text(),
                schema.at("description").optional().map(Field::text).orElse(null),
                schema.at("schema")
                        .optional()
                        .map(field -> field.opaqueObject(MAX_SCHEMA_BYTES))
                        .orElse(null),
                schema.at("strict").optional().map(Field::bool).orElse(null));
    }
}
