package ai.tierup.functions.account;

import ai.tierup.domain.account.ModelAliases;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.TreeMap;

/** The {@code model_aliases} object of the API. */
public final class ModelAliasesBody {

    private ModelAliasesBody() {}

    public static void write(JsonGenerator json, ModelAliases aliases) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "model_aliases");
        json.writeObjectFieldStart(ModelAliasFields.ALIASES);
        for (var alias : new TreeMap<>(aliases.tierByPattern()).entrySet()) {
            json.writeStringField(alias.getKey(), alias.getValue().publicName());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
