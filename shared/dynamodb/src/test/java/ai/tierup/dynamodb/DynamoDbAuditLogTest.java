package ai.tierup.dynamodb;

import ai.tierup.domain.audit.AuditLog;
import ai.tierup.domain.audit.AuditLogContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbAuditLogTest extends AuditLogContract {

    private final AuditLog log = new DynamoDbAuditLog(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected AuditLog log() {
        return log;
    }
}
