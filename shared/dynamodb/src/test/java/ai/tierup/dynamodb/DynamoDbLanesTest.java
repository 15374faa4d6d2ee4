package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.LaneStoreContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbLanesTest extends LaneStoreContract {

    private final LaneStore store = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected LaneStore store() {
        return store;
    }
}
