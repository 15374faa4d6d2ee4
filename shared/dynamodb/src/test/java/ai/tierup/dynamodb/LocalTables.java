package ai.tierup.dynamodb;

import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** DynamoDB Local, once for all tests of this module, with the four tables. Ends with this process. */
public final class LocalTables {

    public static final TableNames NAMES = new TableNames("wallets", "ledger", "directory", "transient");
    public static final DynamoDbClients CLIENTS = start();

    private static final String READY = "dynamodb-local ready on ";

    private LocalTables() {}

    private static DynamoDbClients start() {
        try {
            var classPathFile = Path.of(System.getProperty("tierup.dynamodb-local.classpath"));
            var process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPathFile.resolveSibling("classes") + ":"
                                    + Files.readString(classPathFile).strip(),
                            "ai.tierup.dynamodblocal.DynamoDbLocal",
                            "0"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            var clients = DynamoDbClients.of(
                    "us-east-1",
                    Optional.of(URI.create("http://" + line.substring(READY.length()))),
                    DynamoDbClients.connections());
            create(clients, NAMES);
            return clients;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The four tables anew, empty. */
    public static TableNames anew(String prefix) {
        var names =
                new TableNames(prefix + "-wallets", prefix + "-ledger", prefix + "-directory", prefix + "-transient");
        create(CLIENTS, names);
        return names;
    }

    static void put(Wallet wallet) {
        put(CLIENTS.retrying(), NAMES, wallet);
    }

    /** Stores an image of a wallet without holds, as nothing in the service ever does. */
    public static void put(DynamoDbClient client, TableNames names, Wallet wallet) {
        var item = WalletItem.opened(
                TestEntries.opening(wallet.account(), "adj#1", wallet.cash(), wallet.day()), wallet.freeLeft());
        item.put("grant", Values.amount(wallet.grant()));
        item.put("credits", Values.amount(wallet.credits()));
        client.putItem(write -> write.tableName(names.wallets()).item(item));
    }

    private static void create(DynamoDbClients clients, TableNames names) {
        create(clients, names.wallets(), false);
        createLedger(clients, names.ledger());
        create(clients, names.directory(), true);
        create(clients, names.transients(), false);
    }

    private static void create(DynamoDbClients clients, String name, boolean sorted) {
        create(
                clients,
                sorted
                        ? table(name)
                                .attributeDefinitions(attribute("pk"), attribute("sk"))
                                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        : table(name).attributeDefinitions(attribute("pk")).keySchema(key("pk", KeyType.HASH)));
    }

    private static void createLedger(DynamoDbClients clients, String name) {
        var byTime = LocalSecondaryIndex.builder()
                .indexName("byTime")
                .keySchema(key("pk", KeyType.HASH), key("entryId", KeyType.RANGE))
                .projection(all -> all.projectionType(ProjectionType.ALL))
                .build();
        create(
                clients,
                table(name)
                        .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("entryId"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .localSecondaryIndexes(byTime));
    }

    private static CreateTableRequest.Builder table(String name) {
        return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
    }

    private static void create(DynamoDbClients clients, CreateTableRequest.Builder table) {
        try {
            clients.retrying().createTable(table.build());
        } catch (ResourceInUseException e) {
            // The first request to a cold database may take longer than the client waits: it sent it again.
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
