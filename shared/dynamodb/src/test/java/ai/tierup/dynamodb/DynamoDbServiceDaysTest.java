package ai.tierup.dynamodb;

import ai.tierup.domain.status.ServiceDays;
import ai.tierup.domain.status.ServiceDaysContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbServiceDaysTest extends ServiceDaysContract {

    private static int tables;

    private final TableNames names = LocalTables.create("status-" + ++tables);

    @Override
    protected ServiceDays days() {
        return new DynamoDbServiceDays(LocalTables.CLIENTS, names);
    }
}
