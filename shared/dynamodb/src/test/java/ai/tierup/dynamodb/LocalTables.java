package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.Wallet;
import ai.tierup.simulators.dynamodb.LocalDynamoDb;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The four tables on DynamoDB Local, shared by all tests of this module. */
final class LocalTables {

    static final TableNames NAMES = new TableNames("wallets", "ledger", "directory", "transient");
    static final DynamoDbClients CLIENTS = start();

    private LocalTables() {}

    private static DynamoDbClients start() {
        var endpoint = Optional.of(LocalDynamoDb.ENDPOINT);
        var clients = DynamoDbClients.of("us-east-1", endpoint, DynamoDbClients.connections(endpoint));
        ServiceTables.create(clients.retrying(), NAMES);
        return clients;
    }

    /** Creates four empty tables whose names begin with {@code prefix}. */
    static TableNames create(String prefix) {
        var names =
                new TableNames(prefix + "-wallets", prefix + "-ledger", prefix + "-directory", prefix + "-transient");
        ServiceTables.create(CLIENTS.retrying(), names);
        return names;
    }

    static void put(Wallet wallet) {
        put(CLIENTS.retrying(), NAMES, wallet);
    }

    /** Stores an image of a wallet. */
    static void put(DynamoDbClient client, TableNames names, Wallet wallet) {
        client.putItem(write -> write.tableName(names.wallets()).item(WalletItem.write(wallet)));
    }
}
