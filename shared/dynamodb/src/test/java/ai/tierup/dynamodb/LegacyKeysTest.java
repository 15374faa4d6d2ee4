package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks that keys of an earlier version are read, listed, changed and revoked. */
@Tag("store")
class LegacyKeysTest {

    private static final AccountId ACCOUNT = new AccountId("legacy-keys");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final DynamoDbApiKeys keys = new DynamoDbApiKeys(LocalTables.CLIENTS, LocalTables.NAMES);

    private static void put(Map<String, AttributeValue> item) {
        LocalTables.CLIENTS
                .retrying()
                .putItem(put -> put.tableName(LocalTables.NAMES.directory()).item(item));
    }

    private static AttributeValue texts(String... texts) {
        return AttributeValue.fromL(
                Set.of(texts).stream().sorted().map(AttributeValue::fromS).toList());
    }

    @Test
    void aKeyThatWasWrittenBeforeKeysWereListedIsReadChangedAndRevoked() {
        var hash = ApiKeySecret.generate(new Random(77)).hash();
        put(Map.ofEntries(
                Map.entry("pk", AttributeValues.text("APIKEY#" + hash.hex())),
                Map.entry("sk", AttributeValues.text("-")),
                Map.entry("keyId", AttributeValues.text("key_7")),
                Map.entry("account", AttributeValues.text("legacy-keys")),
                Map.entry("name", AttributeValues.text("laptop")),
                Map.entry("scopes", texts("inference", "account:read")),
                Map.entry("allowedTiers", texts("tier-1", "tier-4")),
                Map.entry("createdAt", AttributeValues.text("2026-11-24T12:00:00Z")),
                Map.entry("shownPrefix", AttributeValues.text("tu-abcd")),
                Map.entry("dailyLimit", AttributeValues.number(17)),
                Map.entry("expiresAt", AttributeValues.text("2026-12-24T12:00:00Z"))));
        put(Map.of(
                "pk", AttributeValues.text("ACCOUNT#legacy-keys"),
                "sk", AttributeValues.text("KEY#key_7"),
                "hash", AttributeValues.text(hash.hex())));
        var key = new ApiKey(
                new KeyId("key_7"),
                ACCOUNT,
                "laptop",
                new KeyRights(
                        Set.of(Scope.INFERENCE, Scope.ACCOUNT_READ),
                        Set.of(TierId.TIER_1, TierId.TIER_4),
                        new KeyLimits(Map.of(Window.DAY, new Money(17))),
                        Instant.parse("2026-12-24T12:00:00Z"),
                        null,
                        PaceLimits.NONE),
                NOON,
                "tu-abcd");

        assertThat(keys.find(hash)).contains(key);
        assertThat(keys.list(ACCOUNT)).containsExactly(new ListedKey(key, null));

        assertThat(keys.change(key, key.named("build"))).isTrue();
        assertThat(keys.revoke(ACCOUNT, key.id(), NOON)).isTrue();

        assertThat(keys.find(hash)).isEmpty();
        assertThat(keys.list(ACCOUNT)).containsExactly(new ListedKey(key.named("build"), NOON));
    }
}
