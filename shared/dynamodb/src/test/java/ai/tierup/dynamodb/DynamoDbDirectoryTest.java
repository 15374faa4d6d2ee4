package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.DirectoryContract;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.Teams;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@Tag("store")
class DynamoDbDirectoryTest extends DirectoryContract {

    private final ApiKeys keys = new DynamoDbApiKeys(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Teams teams = new DynamoDbTeams(LocalTables.CLIENTS, LocalTables.NAMES);
    private final Accounts accounts = new DynamoDbAccounts(LocalTables.CLIENTS, LocalTables.NAMES);

    /** A store that runs {@code rival} once, before its first write of a single item. */
    private static ApiKeys beforeWriting(Runnable rival) {
        var client = LocalTables.CLIENTS.retrying();
        var isFirst = new AtomicBoolean(true);
        var delayed = (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    if (method.getName().equals("putItem") && isFirst.getAndSet(false)) {
                        rival.run();
                    }
                    try {
                        return method.invoke(client, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new DynamoDbApiKeys(DynamoDbClients.of(client, delayed), LocalTables.NAMES);
    }

    @Test
    void aKeyThatSomebodyElseChangesBetweenReadAndWriteStaysAsTheyLeftIt() {
        var hash = new ApiKeyHash("7".repeat(64));
        var key = new ApiKey(
                new KeyId("key_raced"), new AccountId("races"), "ci", KeyRights.ALL, Instant.EPOCH, "tu-abcd");
        keys.add(hash, key);

        assertThat(beforeWriting(() -> keys.change(key, key.named("first"))).change(key, key.named("lost")))
                .isFalse();
        assertThat(keys.find(hash)).contains(key.named("first"));

        assertThat(beforeWriting(() -> keys.change(key.named("first"), key.named("second")))
                        .change(key.named("first"), key.named("lost")))
                .isFalse();
        assertThat(keys.find(hash)).contains(key.named("second"));
    }

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
