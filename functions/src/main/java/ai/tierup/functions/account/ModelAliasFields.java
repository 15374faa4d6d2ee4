package ai.tierup.functions.account;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.tier.TierId;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Set;
import java.util.stream.Collectors;

/** The aliases of models in requests: {@code {"aliases":{"claude-opus-*":"tier-3"}}}. */
final class ModelAliasFields {

    static final String ALIASES = "aliases";

    private ModelAliasFields() {}

    /** @throws BadRequest if the body has other fields or invalid aliases */
    static ModelAliases read(JsonNode json) {
        var fields = new Field(json, "");
        fields.requireOnly(Set.of(ALIASES), "Send \"aliases\" only.");
        var aliases = fields.at(ALIASES).object();
        if (aliases.node().size() > ModelAliases.MAX_ALIASES) {
            throw aliases.invalid("Send at most " + ModelAliases.MAX_ALIASES + " aliases.");
        }
        var tiers = new HashMap<String, TierId>();
        aliases.node().fieldNames().forEachRemaining(name -> {
            if (!ModelAliases.isPattern(name)) {
                throw aliases.at(name)
                        .invalid("Name a model of another vendor, or the beginning of its name and \"*\", such as"
                                + " claude-opus-*.");
            }
            tiers.put(name, tier(aliases.at(name)));
        });
        return new ModelAliases(tiers);
    }

    private static TierId tier(Field tier) {
        var names = Arrays.stream(TierId.values()).map(TierId::publicName).collect(Collectors.toSet());
        return TierId.named(tier.oneOf(names)).orElseThrow();
    }
}
