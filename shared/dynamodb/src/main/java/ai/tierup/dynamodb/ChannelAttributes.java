package ai.tierup.dynamodb;

import ai.tierup.domain.usage.Channel;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes {@code api} and {@code stream} of the items that say how a request came. */
final class ChannelAttributes {

    private static final String API = "api";
    private static final String STREAM = "stream";

    /** The API of the items that name none. Once there was no other, and its items have stayed the same. */
    private static final String FIRST_API = "chat";

    private ChannelAttributes() {}

    static void put(Map<String, AttributeValue> item, @Nullable Channel channel) {
        if (channel != null) {
            if (!channel.api().equals(FIRST_API)) {
                item.put(API, AttributeValues.text(channel.api()));
            }
            item.put(STREAM, AttributeValue.fromBool(channel.stream()));
        }
    }

    /** Returns null if it is unknown how the request came. */
    static @Nullable Channel read(Map<String, AttributeValue> item) {
        return item.containsKey(STREAM) ? required(item) : null;
    }

    static Channel required(Map<String, AttributeValue> item) {
        return new Channel(
                item.containsKey(API) ? AttributeValues.text(item, API) : FIRST_API,
                AttributeValues.required(item, STREAM).bool());
    }
}
