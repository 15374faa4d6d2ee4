package ai.tierup.operator;

import static ai.tierup.operator.mapping.CandidateJson.date;
import static ai.tierup.operator.mapping.CandidateJson.price;
import static ai.tierup.operator.mapping.CandidateJson.prices;
import static ai.tierup.operator.mapping.CandidateJson.text;
import static ai.tierup.operator.mapping.CandidateJson.whole;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TokenLimits;
import ai.tierup.operator.mapping.CandidateJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** Reads tier mapping files, such as those in {@code infrastructure/tiers}. */
public final class MappingFile {

    private MappingFile() {}

    /** @throws IllegalArgumentException if the file is JSON and not a mapping */
    public static TierMapping read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : json.path("tiers")) {
            var name = text(tier, "id");
            var id = TierId.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("The mapping names an unknown tier: " + name));
            if (tiers.put(id, tier(id, tier)) != null) {
                throw new IllegalArgumentException("The mapping has " + id.publicName() + " twice");
            }
        }
        return new TierMapping(whole(json, "version"), time(json, "published_at"), tiers);
    }

    private static Tier tier(TierId id, JsonNode json) {
        return new Tier(
                id,
                text(json, "class"),
                prices(json, "").withRepeatedInput(price(json, "repeated_input_usd_per_million")),
                new ListPrices(prices(json, "list_"), date(json, "list_as_of"), referenceModels(json)),
                new TokenLimits(
                        whole(json, "context_tokens"),
                        whole(json, "default_output_tokens"),
                        whole(json, "max_output_tokens")),
                CandidateJson.capabilities(json),
                candidates(json));
    }

    private static List<Candidate> candidates(JsonNode tier) {
        var candidates = new ArrayList<Candidate>();
        tier.path("candidates").forEach(json -> candidates.add(CandidateJson.read(json)));
        return candidates;
    }

    private static List<String> referenceModels(JsonNode tier) {
        var models = new ArrayList<String>();
        for (var name : tier.required("list_reference_models")) {
            models.add(name.asText());
        }
        return models;
    }

    private static Instant time(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The mapping's " + name + " must be a time in UTC", e);
        }
    }
}
