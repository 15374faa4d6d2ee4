package ai.tierup.anthropic;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.JsonText;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads JSON schemas. */
final class Schemas {

    private static final String DIALECT = "$schema";

    private Schemas() {}

    /** Returns a schema without the name of its dialect, which clients add and some models refuse. */
    static JsonText read(Field schema, int maxBytes) {
        if (schema.object().node() instanceof ObjectNode object && object.has(DIALECT)) {
            var copy = object.objectNode().setAll(object);
            ((ObjectNode) copy).remove(DIALECT);
            return new Field(copy, schema.path()).opaqueObject(maxBytes);
        }
        return schema.opaqueObject(maxBytes);
    }
}
