package ai.tierup.dynamodb;

import ai.tierup.domain.routing.SharedBreakers;
import ai.tierup.domain.routing.SharedBreakersContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbSharedBreakersTest extends SharedBreakersContract {

    @Override
    protected SharedBreakers breakers() {
        return new DynamoDbSharedBreakers(LocalTables.CLIENTS, LocalTables.NAMES);
    }
}
