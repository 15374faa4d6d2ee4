package ai.tierup.dynamodb;

import ai.tierup.domain.status.Incidents;
import ai.tierup.domain.status.IncidentsContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbIncidentsTest extends IncidentsContract {

    private static int tables;

    private final TableNames names = LocalTables.create("incidents-" + ++tables);

    @Override
    protected Incidents incidents() {
        return new DynamoDbIncidents(LocalTables.CLIENTS, names);
    }
}
