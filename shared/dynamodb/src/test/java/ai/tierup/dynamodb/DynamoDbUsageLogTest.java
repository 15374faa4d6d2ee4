package ai.tierup.dynamodb;

import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageLogContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbUsageLogTest extends UsageLogContract {

    private final UsageLog log = new DynamoDbUsageLog(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected UsageLog log() {
        return log;
    }
}
