package ai.tierup.dynamodb;

import ai.tierup.domain.keys.KeyUses;
import ai.tierup.domain.keys.KeyUsesContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbKeyUsesTest extends KeyUsesContract {

    private final KeyUses uses = new DynamoDbKeyUses(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected KeyUses uses() {
        return uses;
    }
}
