package ai.tierup.dynamodb;

import ai.tierup.domain.keys.PaceCounters;
import ai.tierup.domain.keys.PaceCountersContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbPaceCountersTest extends PaceCountersContract {

    private final PaceCounters counters = new DynamoDbPaceCounters(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected PaceCounters counters() {
        return counters;
    }
}
