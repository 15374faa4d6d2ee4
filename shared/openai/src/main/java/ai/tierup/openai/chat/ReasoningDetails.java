package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.reasoning.ReasoningSeal;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The field {@code reasoning_details} of an assistant's message: the sealed state of its reasoning, in the form in which some clients send
 * it back with the message's tool calls. The others send only the calls' ids, by which the state is remembered.
 */
final class ReasoningDetails {

    private static final String FIELD = "reasoning_details";
    private static final String ENCRYPTED = "reasoning.encrypted";
    private static final int MAX_DETAILS = 64;

    private ReasoningDetails() {}

    /** Writes one or more states; {@code index} is the number of those before them. */
    static void write(JsonGenerator json, List<String> states, int index) throws IOException {
        json.writeArrayFieldStart(FIELD);
        for (var i = 0; i < states.size(); i++) {
            json.writeStartObject();
            json.writeStringField("type", ENCRYPTED);
            json.writeNullField("id");
            json.writeStringField("format", "unknown");
            json.writeNumberField("index", index + i);
            json.writeStringField("data", states.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Reads the states that may be ours from a message. Whatever else clients have in this field is left out: it is never refused. */
    static List<Part> read(Field message) {
        var parts = new ArrayList<Part>();
        var details = message.at(FIELD).json();
        for (var i = 0; details != null && i < Math.min(details.size(), MAX_DETAILS); i++) {
            var detail = details.path(i);
            var data = detail.path("data").asText();
            if (detail.path("type").asText().equals(ENCRYPTED) && ReasoningSeal.mayBeSealed(data)) {
                parts.add(new Part.Reasoning(data));
            }
        }
        return parts;
    }
}
