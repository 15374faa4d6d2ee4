package ai.tierup.dynamodb;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.DirectoryContract;
import ai.tierup.domain.account.Teams;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbDirectoryTest extends DirectoryContract {

    private final ApiKeys keys = new DynamoDbApiKeys(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Teams teams = new DynamoDbTeams(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Accounts accounts = new DynamoDbAccounts(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected Teams teams() {
        return teams;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
