package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.ListedKey;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Teams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * API keys in the directory table, each as two items. The key is at {@code pk "APIKEY#<sha256>"}, {@code sk "-"}. Its hash is at
 * {@code pk "ACCOUNT#<account>"}, {@code sk "KEY#<id>"}, so that it can be found by id. Of a revoked key, the first item is gone, and the
 * second describes it.
 */
public final class DynamoDbApiKeys implements ApiKeys {

    private static final String SK_PREFIX = "KEY#";
    private static final String REVOKED_AT = "revokedAt";

    /** Number of times that the key was changed; absent if it never was. */
    private static final String VERSION = "version";

    private static final String IF_PRESENT = "attribute_exists(pk)";
    private static final Comparator<ListedKey> NEWEST_FIRST =
            Comparator.comparing((ListedKey listed) -> listed.key().createdAt()).reversed();

    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbTable<EnhancedDocument> directory;
    private final Teams teams;

    public DynamoDbApiKeys(DynamoDbClients clients, TableNames tables) {
        this.client = clients.retrying();
        this.table = tables.directory();
        this.directory = clients.enhanced().table(table, Documents.keyedByPkAndSk());
        this.teams = new DynamoDbTeams(clients, tables);
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(directory.getItem(Documents.key(ApiKeyItem.pk(hash), ApiKeyItem.SK)))
                .map(ApiKeyItem::read)
                .flatMap(this::withTeam);
    }

    /** Returns {@code key} with the limits of its team; empty if the team is gone, which a key may get into while it is removed. */
    private Optional<ApiKey> withTeam(ApiKey key) {
        var team = key.rights().team();
        return team == null
                ? Optional.of(key)
                : teams.find(key.account(), team.name())
                        .map(found -> key.with(key.rights().with(found)));
    }

    /** Returns {@code key} with the limits of its team, which are stored once, with the team. */
    private static ApiKey withTeam(ApiKey key, Function<TeamName, Optional<Team>> teams) {
        var team = key.rights().team();
        return team == null
                ? key
                : key.with(key.rights().with(teams.apply(team.name()).orElse(team)));
    }

    private Optional<ApiKey> current(ApiKeyHash hash) {
        return stored(hash).map(ApiKeyItem::read);
    }

    /** Reads what was written last, unlike the lookup of each request. */
    private Optional<EnhancedDocument> stored(ApiKeyHash hash) {
        return Optional.ofNullable(directory.getItem(get ->
                get.key(Documents.key(ApiKeyItem.pk(hash), ApiKeyItem.SK)).consistentRead(true)));
    }

    @Override
    public Optional<ListedKey> find(AccountId account, KeyId id) {
        return pointer(account, id)
                .flatMap(pointer -> pointer.isPresent(REVOKED_AT)
                        ? Optional.of(revoked(pointer))
                        : current(hash(pointer)).map(key -> new ListedKey(key, null)))
                .map(listed -> withTeam(listed, name -> teams.find(account, name)));
    }

    private static ListedKey withTeam(ListedKey listed, Function<TeamName, Optional<Team>> teams) {
        return new ListedKey(withTeam(listed.key(), teams), listed.revokedAt());
    }

    @Override
    public List<ListedKey> list(AccountId account) {
        var listed = new ArrayList<ListedKey>();
        var usable = new ArrayList<Map<String, AttributeValue>>();
        for (var item : pointers(account)) {
            var pointer = EnhancedDocument.fromAttributeValueMap(item);
            if (pointer.isPresent(REVOKED_AT)) {
                listed.add(revoked(pointer));
            } else {
                usable.add(key(ApiKeyItem.pk(hash(pointer)), ApiKeyItem.SK));
            }
        }
        for (var item : BatchGet.read(client, table, usable)) {
            listed.add(new ListedKey(ApiKeyItem.read(EnhancedDocument.fromAttributeValueMap(item)), null));
        }
        listed.sort(NEWEST_FIRST);
        return withTeams(account, listed);
    }

    private List<ListedKey> withTeams(AccountId account, List<ListedKey> listed) {
        if (listed.stream().allMatch(item -> item.key().rights().team() == null)) {
            return listed;
        }
        var byName = teams.list(account).stream().collect(Collectors.toMap(Team::name, Function.identity()));
        return listed.stream()
                .map(item -> withTeam(item, name -> Optional.ofNullable(byName.get(name))))
                .toList();
    }

    private Iterable<Map<String, AttributeValue>> pointers(AccountId account) {
        return client.queryPaginator(query -> query.tableName(table)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :key)")
                        .expressionAttributeValues(Map.of(
                                ":pk",
                                AttributeValues.text(AccountWrites.pk(account)),
                                ":key",
                                AttributeValues.text(SK_PREFIX)))
                        .consistentRead(true))
                .items();
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        AccountWrites.write(client, table, key.account(), puts(table, hash, key));
    }

    /** The two items of a new key, on the condition that neither exists. */
    static List<TransactWriteItem> puts(String table, ApiKeyHash hash, ApiKey key) {
        return List.of(
                Transactions.putIfAbsent(table, ApiKeyItem.write(hash, key).toMap()),
                Transactions.putIfAbsent(table, pointer(hash, key).build().toMap()));
    }

    /** Compares what is stored with {@code seen}, and replaces it on the condition that nobody has written it since. */
    @Override
    public boolean change(ApiKey seen, ApiKey changed) {
        var hash = pointer(changed.account(), changed.id()).map(DynamoDbApiKeys::hash);
        return hash.flatMap(this::stored)
                .filter(item -> ApiKeyItem.read(item).equals(withoutLimitsOfTeam(seen)))
                .filter(item -> replace(item, ApiKeyItem.write(hash.get(), changed)))
                .isPresent();
    }

    /** Returns {@code key} as it is stored. */
    private static ApiKey withoutLimitsOfTeam(ApiKey key) {
        var team = key.rights().team();
        return team == null ? key : key.with(key.rights().with(new Team(team.name(), KeyLimits.NONE)));
    }

    private boolean replace(EnhancedDocument stored, EnhancedDocument changed) {
        var version = stored.getNumber(VERSION);
        var item = new HashMap<>(changed.toMap());
        item.put(VERSION, AttributeValues.number(version == null ? 1 : version.longValue() + 1));
        try {
            client.putItem(put -> {
                put.tableName(table).item(item);
                if (version == null) {
                    put.conditionExpression(IF_PRESENT + " AND attribute_not_exists(" + VERSION + ")");
                } else {
                    put.conditionExpression(VERSION + " = :seen")
                            .expressionAttributeValues(Map.of(":seen", AttributeValues.number(version.longValue())));
                }
            });
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public boolean revoke(AccountId account, KeyId id, Instant at) {
        var hash = pointer(account, id).map(DynamoDbApiKeys::hash);
        var key = hash.flatMap(this::current);
        return key.isPresent()
                && Transactions.tryWrite(
                        client,
                        Transactions.deleteIfPresent(table, key(ApiKeyItem.pk(hash.get()), ApiKeyItem.SK)),
                        Transactions.put(
                                table,
                                ApiKeyItem.describe(pointer(hash.get(), key.get()), key.get())
                                        .putString(REVOKED_AT, at.toString())
                                        .build()
                                        .toMap()));
    }

    @Override
    public void eraseRevoked(AccountId account) {
        for (var pointer : pointers(account)) {
            if (pointer.containsKey(REVOKED_AT)) {
                client.deleteItem(delete -> delete.tableName(table)
                        .key(key(AttributeValues.text(pointer, "pk"), AttributeValues.text(pointer, "sk"))));
            }
        }
    }

    private Optional<EnhancedDocument> pointer(AccountId account, KeyId id) {
        return Optional.ofNullable(directory.getItem(
                get -> get.key(Documents.key(AccountWrites.pk(account), SK_PREFIX + id.value()))
                        .consistentRead(true)));
    }

    private static ApiKeyHash hash(EnhancedDocument pointer) {
        return new ApiKeyHash(Documents.text(pointer, "hash"));
    }

    private static ListedKey revoked(EnhancedDocument pointer) {
        return new ListedKey(ApiKeyItem.read(pointer), Instant.parse(Documents.text(pointer, REVOKED_AT)));
    }

    private static EnhancedDocument.Builder pointer(ApiKeyHash hash, ApiKey key) {
        return Documents.document()
                .putString("pk", AccountWrites.pk(key.account()))
                .putString("sk", SK_PREFIX + key.id().value())
                .putString("hash", hash.hex());
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValues.text(pk), "sk", AttributeValues.text(sk));
    }
}
