package ai.tierup.openai.responses;

import ai.tierup.api.Field;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.StrictJson;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.id.TimedId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The output items of earlier answers to which an input refers by their ids. Clients do so by default, to send less. */
final class References {

    private static final int MAX_ANSWERS = 1_000;
    private static final int MAX_ID_LENGTH = 256;

    /** The ids that {@link Output} makes: a prefix, the id of the request, and the item's index. */
    private static final Pattern OWN_ID = Pattern.compile("[a-z]{2,3}_([0-9a-z]{16})[0-9]+");

    private static final String ITEMS = "items";

    private final Map<String, JsonNode> itemsById;

    private References(Map<String, JsonNode> itemsById) {
        this.itemsById = itemsById;
    }

    /** Recalls everything to which {@code input} refers. */
    static References in(Field input, AnswerMemory memory) {
        var answers = new HashSet<RequestId>();
        if (input.isPresent() && input.node().isArray()) {
            input.elements(Integer.MAX_VALUE, item -> {
                if (isReference(item)) {
                    answer(id(item)).ifPresent(answers::add);
                }
            });
        }
        if (answers.size() > MAX_ANSWERS) {
            throw input.invalid(
                    "Refer to items of at most " + MAX_ANSWERS + " answers. Send the other items themselves.");
        }
        var items = new HashMap<String, JsonNode>();
        memory.recall(answers).values().forEach(output -> {
            if (StrictJson.readObject(output) instanceof StrictJson.Parsed(var json)) {
                json.path(ITEMS).forEach(item -> items.put(item.path("id").asText(), item));
            }
        });
        return new References(items);
    }

    /** Writes the output of an answer in the form in which it is remembered. */
    static byte[] remembered(Output output) {
        return JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(ITEMS);
            for (var item : output.items()) {
                item.write(json, ResponseObject.COMPLETED);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** Returns whether an item only refers to another one. The type of a reference may be left out. */
    static boolean isReference(Field item) {
        var type = item.at("type").json();
        return type == null ? hasOnlyId(item) : type.asText().equals("item_reference");
    }

    private static boolean hasOnlyId(Field item) {
        return item.at("id").isPresent()
                && item.node().properties().stream()
                        .allMatch(field ->
                                field.getKey().equals("id") || field.getValue().isNull());
    }

    static String id(Field reference) {
        return reference.at("id").text(MAX_ID_LENGTH);
    }

    /** Returns the item to which {@code reference} refers. */
    Optional<Field> item(Field reference) {
        return Optional.ofNullable(itemsById.get(id(reference))).map(item -> new Field(item, reference.path()));
    }

    private static Optional<RequestId> answer(String itemId) {
        var matcher = OWN_ID.matcher(itemId);
        return matcher.matches() && TimedId.isValid(matcher.group(1))
                ? Optional.of(new RequestId(matcher.group(1)))
                : Optional.empty();
    }
}
