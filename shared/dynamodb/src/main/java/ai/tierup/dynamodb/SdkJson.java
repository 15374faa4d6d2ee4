package ai.tierup.dynamodb;

import software.amazon.awssdk.protocols.json.internal.AwsStructuredPlainJsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.JsonFactory;
import software.amazon.awssdk.thirdparty.jackson.core.util.JsonRecyclerPools;

/** The settings of the parser with which the SDK reads DynamoDB's answers. The SDK has no option for them, and one parser for all clients. */
final class SdkJson {

    private SdkJson() {}

    /**
     * Stops the parser from remembering all names of fields that it has read. Each hold has a name of its own, and for each new one the parser
     * would copy the table of the last 6,000: about 250 KB for every wallet that is read. Its buffers are shared by all threads, because a
     * virtual thread that answers one request would use those of its own only once.
     */
    @SuppressWarnings("deprecation") // what replaces disable() cannot change a factory that exists
    static void prepareForNamesThatNeverRecur() {
        AwsStructuredPlainJsonFactory.SDK_JSON_FACTORY
                .getJsonFactory()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
    }
}
