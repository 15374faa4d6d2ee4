package ai.tierup.dynamodb;

import ai.tierup.domain.access.AccessContract;
import ai.tierup.domain.access.Challenges;
import ai.tierup.domain.access.DayQuotas;
import ai.tierup.domain.access.Sessions;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbAccessTest extends AccessContract {

    private final Challenges challenges = new DynamoDbChallenges(LocalTables.CLIENTS, LocalTables.NAMES);
    private final DayQuotas quotas = new DynamoDbDayQuotas(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Sessions sessions = new DynamoDbSessions(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected Challenges challenges() {
        return challenges;
    }

    @Override
    protected DayQuotas quotas() {
        return quotas;
    }

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}
