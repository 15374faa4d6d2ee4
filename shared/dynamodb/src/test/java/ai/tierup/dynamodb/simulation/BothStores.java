package ai.tierup.dynamodb.simulation;

import ai.tierup.domain.wallet.Wallet;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.dynamodb.LocalTables;
import ai.tierup.dynamodb.TableNames;
import java.time.InstantSource;

/** DynamoDB Local and a fake behind one client, with four tables of their own, once for all tests. */
final class BothStores {

    static final TableNames TABLES = LocalTables.anew("both");
    static final ComparedClient CLIENT =
            new ComparedClient(LocalTables.CLIENTS.retrying(), FakeDynamoDb.with(TABLES, InstantSource.system()));
    static final DynamoDbClients CLIENTS = DynamoDbClients.of(CLIENT, CLIENT);

    private BothStores() {}

    static void put(Wallet wallet) {
        LocalTables.put(CLIENT, TABLES, wallet);
    }
}
