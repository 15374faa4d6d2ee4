package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * API keys in the directory table, each as two items. The key is at {@code pk "APIKEY#<sha256>"}, {@code sk "-"}. Its hash is at
 * {@code pk "ACCOUNT#<account>"}, {@code sk "KEY#<id>"}, so that it can be found by id.
 */
public final class DynamoDbApiKeys implements ApiKeys {

    private static final String SK = "-";
    private static final EnhancedType<String> TEXT = EnhancedType.of(String.class);

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbApiKeys(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
        this.directory = clients.enhanced().table(table, Documents.keyedByPkAndSk());
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(directory.getItem(Documents.key(pk(hash), SK)))
                .map(DynamoDbApiKeys::read);
    }

    @Override
    public Optional<ApiKey> find(AccountId account, KeyId id) {
        return hash(account, id).flatMap(this::find);
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        Transactions.tryWrite(
                client,
                Transactions.putIfAbsent(table, item(hash, key).toMap()),
                Transactions.putIfAbsent(table, pointer(hash, key).toMap()));
    }

    @Override
    public boolean change(AccountId account, KeyId id, KeyRights rights) {
        var hash = hash(account, id);
        var key = hash.flatMap(this::find);
        return key.isPresent() && replace(item(hash.get(), key.get().with(rights)));
    }

    /** Replaces the item only if it still exists: a key that was removed in the meantime must stay removed. */
    private boolean replace(EnhancedDocument item) {
        try {
            client.putItem(put -> put.tableName(table).item(item.toMap()).conditionExpression("attribute_exists(pk)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public boolean remove(AccountId account, KeyId id) {
        var hash = hash(account, id);
        hash.ifPresent(known -> client.transactWriteItems(write -> write.transactItems(
                Transactions.delete(table, key(pk(known), SK)), Transactions.delete(table, key(pk(account), sk(id))))));
        return hash.isPresent();
    }

    private Optional<ApiKeyHash> hash(AccountId account, KeyId id) {
        return Optional.ofNullable(directory.getItem(Documents.key(pk(account), sk(id))))
                .map(pointer -> new ApiKeyHash(Documents.text(pointer, "hash")));
    }

    private static EnhancedDocument pointer(ApiKeyHash hash, ApiKey key) {
        return Documents.document()
                .putString("pk", pk(key.account()))
                .putString("sk", sk(key.id()))
                .putString("hash", hash.hex())
                .build();
    }

    private static EnhancedDocument item(ApiKeyHash hash, ApiKey key) {
        var rights = key.rights();
        var item = Documents.document()
                .putString("pk", pk(hash))
                .putString("sk", SK)
                .putString("keyId", key.id().value())
                .putString("account", key.account().value())
                .putString("name", key.name())
                .putList("scopes", names(rights.scopes(), Scope::publicName), TEXT)
                .putString("createdAt", key.createdAt().toString())
                .putString("shownPrefix", key.shownPrefix());
        if (rights.allowedTiers() != null) {
            item.putList("allowedTiers", names(rights.allowedTiers(), TierId::publicName), TEXT);
        }
        if (rights.expiresAt() != null) {
            item.putString("expiresAt", rights.expiresAt().toString());
        }
        rights.limits()
                .amounts()
                .forEach((window, limit) -> item.putNumber(WindowAttributes.limit(window), limit.nanoUsd()));
        return item.build();
    }

    private static ApiKey read(EnhancedDocument item) {
        return new ApiKey(
                new KeyId(Documents.text(item, "keyId")),
                new AccountId(Documents.text(item, "account")),
                Documents.text(item, "name"),
                new KeyRights(
                        named(item, "scopes", Scope::named),
                        tiers(item),
                        limits(item),
                        Documents.optionalText(item, "expiresAt")
                                .map(Instant::parse)
                                .orElse(null)),
                Instant.parse(Documents.text(item, "createdAt")),
                Documents.text(item, "shownPrefix"));
    }

    private static KeyLimits limits(EnhancedDocument item) {
        var limits = new EnumMap<Window, Money>(Window.class);
        for (var window : Window.values()) {
            if (item.isPresent(WindowAttributes.limit(window))) {
                limits.put(window, new Money(Documents.number(item, WindowAttributes.limit(window))));
            }
        }
        return new KeyLimits(limits);
    }

    private static @Nullable Set<TierId> tiers(EnhancedDocument item) {
        return item.isPresent("allowedTiers") ? named(item, "allowedTiers", TierId::named) : null;
    }

    private static <T> List<String> names(Set<T> values, Function<T, String> name) {
        return values.stream().map(name).sorted().toList();
    }

    private static <T> Set<T> named(EnhancedDocument item, String attribute, Function<String, Optional<T>> value) {
        var values = new LinkedHashSet<T>();
        for (var name : item.getList(attribute, TEXT)) {
            values.add(value.apply(name).orElseThrow(() -> new IllegalStateException("Unknown value: " + name)));
        }
        return values;
    }

    private static String pk(ApiKeyHash hash) {
        return "APIKEY#" + hash.hex();
    }

    private static String pk(AccountId account) {
        return "ACCOUNT#" + account.value();
    }

    private static String sk(KeyId id) {
        return "KEY#" + id.value();
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValues.text(pk), "sk", AttributeValues.text(sk));
    }
}
