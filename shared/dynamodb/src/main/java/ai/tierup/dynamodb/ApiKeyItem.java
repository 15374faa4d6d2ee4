package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeyHash;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;

/** Converts API keys to items and back. Of a team, an item has the name: its limits are stored once, with the team. */
final class ApiKeyItem {

    static final String SK = "-";

    private static final String TEAM = "team";
    private static final EnhancedType<String> TEXT = EnhancedType.of(String.class);

    private ApiKeyItem() {}

    static String pk(ApiKeyHash hash) {
        return "APIKEY#" + hash.hex();
    }

    static EnhancedDocument write(ApiKeyHash hash, ApiKey key) {
        return describe(Documents.document().putString("pk", pk(hash)).putString("sk", SK), key)
                .build();
    }

    /** Adds the attributes of a key to an item. */
    static EnhancedDocument.Builder describe(EnhancedDocument.Builder item, ApiKey key) {
        var rights = key.rights();
        item.putString("keyId", key.id().value())
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
        if (rights.team() != null) {
            item.putString(TEAM, rights.team().name().value());
        }
        WindowAttributes.putLimits(item, rights.limits());
        PaceAttributes.put(item, rights.pace());
        return item;
    }

    static ApiKey read(EnhancedDocument item) {
        return new ApiKey(
                new KeyId(Documents.text(item, "keyId")),
                new AccountId(Documents.text(item, "account")),
                Documents.text(item, "name"),
                new KeyRights(
                        named(item, "scopes", Scope::named),
                        tiers(item),
                        WindowAttributes.limits(item),
                        Documents.optionalText(item, "expiresAt")
                                .map(Instant::parse)
                                .orElse(null),
                        Documents.optionalText(item, TEAM)
                                .map(name -> new Team(new TeamName(name), KeyLimits.NONE))
                                .orElse(null),
                        PaceAttributes.read(item)),
                Instant.parse(Documents.text(item, "createdAt")),
                Documents.text(item, "shownPrefix"));
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
}
