package ai.tierup.dynamodb;

import ai.tierup.domain.canary.CanaryCounters;
import ai.tierup.domain.canary.CanaryCountersContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbCanaryCountersTest extends CanaryCountersContract {

    private static int tables;

    private final TableNames names = LocalTables.create("canary-" + ++tables);

    @Override
    protected CanaryCounters counters() {
        return new DynamoDbCanaryCounters(LocalTables.CLIENTS, names);
    }
}
