package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** The API keys in the directory table: {@code pk "APIKEY#<sha256>"}, {@code sk "-"}. */
public final class DynamoDbApiKeys implements ApiKeys {

    private static final String SK = "-";
    private static final EnhancedType<String> TEXT = EnhancedType.of(String.class);

    private final DynamoDbTable<EnhancedDocument> directory;

    public DynamoDbApiKeys(DynamoDbClients clients, TableNames tables) {
        this.directory = clients.enhanced().table(tables.directory(), Documents.keyedByPkAndSk());
    }

    @Override
    public Optional<ApiKey> find(ApiKeyHash hash) {
        return Optional.ofNullable(directory.getItem(Documents.key(pk(hash), SK)))
                .map(DynamoDbApiKeys::read);
    }

    @Override
    public void add(ApiKeyHash hash, ApiKey key) {
        var item = Documents.document()
                .putString("pk", pk(hash))
                .putString("sk", SK)
                .putString("keyId", key.id().value())
                .putString("account", key.account().value())
                .putString("name", key.name())
                .putList("scopes", names(key.scopes(), Scope::publicName), TEXT)
                .putString("createdAt", key.createdAt().toString())
                .putString("shownPrefix", key.shownPrefix());
        if (key.allowedTiers() != null) {
            item.putList("allowedTiers", names(key.allowedTiers(), TierId::publicName), TEXT);
        }
        if (key.expiresAt() != null) {
            item.putString("expiresAt", key.expiresAt().toString());
        }
        if (key.dailyLimit() != null) {
            item.putNumber("dailyLimit", key.dailyLimit().nanoUsd());
        }
        if (key.monthlyBudget() != null) {
            item.putNumber("monthlyBudget", key.monthlyBudget().nanoUsd());
        }
        Puts.unlessThere(directory, item.build());
    }

    private static String pk(ApiKeyHash hash) {
        return "APIKEY#" + hash.hex();
    }

    private static ApiKey read(EnhancedDocument item) {
        return new ApiKey(
                new KeyId(Documents.text(item, "keyId")),
                new AccountId(Documents.text(item, "account")),
                Documents.text(item, "name"),
                named(item, "scopes", Scope::named),
                tiers(item),
                amount(item, "dailyLimit"),
                amount(item, "monthlyBudget"),
                Documents.optionalText(item, "expiresAt").map(Instant::parse).orElse(null),
                Instant.parse(Documents.text(item, "createdAt")),
                Documents.text(item, "shownPrefix"));
    }

    private static @Nullable Money amount(EnhancedDocument item, String name) {
        return item.isPresent(name) ? new Money(Documents.number(item, name)) : null;
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
            values.add(value.apply(name).orElseThrow(() -> new IllegalStateException("Not known: " + name)));
        }
        return values;
    }
}
