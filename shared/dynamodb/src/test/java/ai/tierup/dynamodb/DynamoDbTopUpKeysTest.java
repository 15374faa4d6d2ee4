package ai.tierup.dynamodb;

import ai.tierup.domain.payment.TopUpKeys;
import ai.tierup.domain.payment.TopUpKeysContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbTopUpKeysTest extends TopUpKeysContract {

    private final TopUpKeys keys = new DynamoDbTopUpKeys(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected TopUpKeys keys() {
        return keys;
    }
}
