package ai.tierup.functions.account;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The {@code response_settings} object of the API. */
public final class ResponseSettingsBody {

    static final String STORE = "store";

    private ResponseSettingsBody() {}

    /** @param keeps whether the outputs of the account's responses are kept for a day */
    public static void write(JsonGenerator json, boolean keeps) throws IOException {
        json.writeStartObject();
        json.writeStringField("object", "response_settings");
        json.writeBooleanField(STORE, keeps);
        json.writeEndObject();
    }
}
