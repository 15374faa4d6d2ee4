package ai.tierup.dynamodb;

import ai.tierup.domain.recall.KeptOutputs;
import ai.tierup.domain.recall.KeptOutputsContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbKeptOutputsTest extends KeptOutputsContract {

    private final KeptOutputs outputs = new DynamoDbKeptOutputs(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected KeptOutputs outputs() {
        return outputs;
    }
}
