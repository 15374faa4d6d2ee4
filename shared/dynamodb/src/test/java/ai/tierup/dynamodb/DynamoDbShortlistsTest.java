package ai.tierup.dynamodb;

import ai.tierup.domain.assess.Shortlists;
import ai.tierup.domain.assess.ShortlistsContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbShortlistsTest extends ShortlistsContract {

    @Override
    protected Shortlists shortlists() {
        return new DynamoDbShortlists(LocalTables.CLIENTS, LocalTables.NAMES);
    }
}
