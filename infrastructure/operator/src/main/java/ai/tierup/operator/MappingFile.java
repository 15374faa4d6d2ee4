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
import ai.tierup.operator.json.JsonFile;
import ai.tierup.operator.mapping.CandidateJson;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads tier mapping files, such as those in {@code infrastructure/tiers}. */
public final class MappingFile {

    private static final Set<String> FIELDS = Set.of("version", "published_at", "tiers");
    private static final Set<String> TIER_FIELDS = Set.of(
            "id",
            "class",
            "input_usd_per_million",
            "output_usd_per_million",
            "repeated_input_usd_per_million",
            "list_input_usd_per_million",
            "list_output_usd_per_million",
            "list_as_of",
            "list_reference_models",
            "context_tokens",
            "default_output_tokens",
            "max_output_tokens",
            "capabilities",
            "candidates");

    /** Of two values for one field, nobody could say which was meant. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private MappingFile() {}

    /**
     * Reads a mapping.
     *
     * @throws IllegalArgumentException if the file is JSON and not a mapping; the message says where and why
     * @throws IOException if there is no file, or it is not JSON
     */
    public static TierMapping read(Path file) throws IOException {
        var json = JsonFile.read(JSON, file);
        if (!json.isObject()) {
            throw new IllegalArgumentException(file + " is not a mapping: it must be a JSON object");
        }
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : json.path("tiers")) {
            var name = text(tier, "id");
            var id = TierId.named(name).orElseThrow(() -> new IllegalArgumentException("There is no tier " + name));
            if (tiers.put(id, within(name, () -> tier(id, tier))) != null) {
                throw new IllegalArgumentException("The mapping has " + id.publicName() + " twice");
            }
        }
        var mapping = new TierMapping(whole(json, "version"), time(json, "published_at"), tiers);
        JsonFile.refuseOthers(json, FIELDS);
        return mapping;
    }

    /** Says where something is wrong. */
    private static <T> T within(String place, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static Tier tier(TierId id, JsonNode json) {
        var tier = new Tier(
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
        JsonFile.refuseOthers(json, TIER_FIELDS);
        return tier;
    }

    private static List<Candidate> candidates(JsonNode tier) {
        var candidates = new ArrayList<Candidate>();
        for (var json : tier.path("candidates")) {
            var place = "candidate " + (candidates.size() + 1);
            candidates.add(within(place, () -> CandidateJson.read(json)));
        }
        return candidates;
    }

    private static List<String> referenceModels(JsonNode tier) {
        var models = new ArrayList<String>();
        if (!tier.path("list_reference_models").isArray()) {
            throw new IllegalArgumentException("list_reference_models must be an array of names");
        }
        tier.path("list_reference_models").forEach(name -> models.add(name.asText()));
        return models;
    }

    private static Instant time(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a time in UTC, such as 2026-11-29T00:00:00Z", e);
        }
    }
}
