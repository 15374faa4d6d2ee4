package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.Wallet;
import ai.tierup.simulators.dynamodb.ComparedClient;
import ai.tierup.simulators.dynamodb.FakeDynamoDb;
import java.time.InstantSource;

/** A client that sends each request to both DynamoDB Local and its simulator, with four separate tables, shared by all tests. */
final class BothStores {

    static final TableNames TABLES = LocalTables.create("both");
    static final ComparedClient CLIENT = compared();
    static final DynamoDbClients CLIENTS = DynamoDbClients.of(CLIENT, CLIENT);

    private BothStores() {}

    private static ComparedClient compared() {
        var fake = new FakeDynamoDb(InstantSource.system());
        ServiceTables.create(fake, TABLES);
        return new ComparedClient(LocalTables.CLIENTS.retrying(), fake);
    }

    static void put(Wallet wallet) {
        LocalTables.put(CLIENT, TABLES, wallet);
    }
}
