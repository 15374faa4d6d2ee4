package ai.tierup.dynamodb;

import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of pointers and of their moves. Earlier versions of the code wrote pointers with nothing but {@code version}, which is the live
 * one. They are read as revision 0.
 */
final class TierPointersItem {

    static final String REVISION = "revision";
    static final String LIVE = "version";
    private static final String PREVIOUS = "previousVersion";
    private static final String CANARY = "canaryVersion";
    private static final String CANARY_PERCENT = "canaryPercent";

    private TierPointersItem() {}

    static Map<String, AttributeValue> write(TierPointers pointers) {
        var item = new HashMap<String, AttributeValue>();
        item.put(REVISION, AttributeValues.number(pointers.revision()));
        item.put(LIVE, AttributeValues.number(pointers.live()));
        if (pointers.previous() != null) {
            item.put(PREVIOUS, AttributeValues.number(pointers.previous()));
        }
        if (pointers.canary() != null) {
            item.put(CANARY, AttributeValues.number(pointers.canary().version()));
            item.put(CANARY_PERCENT, AttributeValues.number(pointers.canary().percent()));
        }
        return item;
    }

    static Map<String, AttributeValue> write(TierMove move) {
        var item = write(move.to());
        item.put("what", AttributeValues.text(move.what()));
        item.put("who", AttributeValues.text(move.who()));
        item.put("why", AttributeValues.text(move.why()));
        item.put("at", AttributeValues.text(move.at().toString()));
        return item;
    }

    static TierPointers pointers(Map<String, AttributeValue> item) {
        return new TierPointers(
                item.containsKey(REVISION) ? number(item, REVISION) : 0,
                number(item, LIVE),
                item.containsKey(PREVIOUS) ? Integer.valueOf(number(item, PREVIOUS)) : null,
                item.containsKey(CANARY) ? new Canary(number(item, CANARY), number(item, CANARY_PERCENT)) : null);
    }

    static TierMove move(Map<String, AttributeValue> item) {
        return new TierMove(
                pointers(item),
                AttributeValues.text(item, "what"),
                AttributeValues.text(item, "who"),
                Instant.parse(AttributeValues.text(item, "at")),
                AttributeValues.text(item, "why"));
    }

    private static int number(Map<String, AttributeValue> item, String name) {
        return Math.toIntExact(AttributeValues.number(item, name));
    }
}
