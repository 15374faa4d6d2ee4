package ai.tierup.operator;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TokenLimits;
import ai.tierup.domain.tier.UpstreamPrices;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads tier mapping files, such as those in {@code infrastructure/tiers}. */
public final class MappingFile {

    private MappingFile() {}

    /** @throws IllegalArgumentException if the file is JSON and not a mapping */
    public static TierMapping read(Path file) throws IOException {
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : json.path("tiers")) {
            var id = TierId.named(text(tier, "id")).orElseThrow(() -> unknown("tier", text(tier, "id")));
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
                capabilities(json),
                candidates(json));
    }

    private static List<Candidate> candidates(JsonNode tier) {
        var candidates = new ArrayList<Candidate>();
        for (var json : tier.path("candidates")) {
            var prices = prices(json, "");
            candidates.add(new Candidate(
                    provider(json),
                    text(json, "slug"),
                    capabilities(json),
                    parameters(json),
                    whole(json, "max_output_tokens"),
                    new UpstreamPrices(prices, promptCache(json.path("prompt_cache"), prices.input())),
                    new NativeRatio(whole(json, "native_ratio_permille")),
                    json.has("removed_on") ? date(json, "removed_on") : null));
        }
        return candidates;
    }

    private static PromptCache promptCache(JsonNode json, TokenPrice input) {
        return json.isMissingNode()
                ? PromptCache.none(input)
                : new PromptCache(
                        price(json, "read_usd_per_million"),
                        price(json, "write_usd_per_million"),
                        flag(json, "marked"),
                        flag(json, "shared"));
    }

    private static ProviderId provider(JsonNode candidate) {
        return candidate.has("provider") ? new ProviderId(text(candidate, "provider")) : ProviderId.DEFAULT;
    }

    private static Set<Capability> capabilities(JsonNode json) {
        return named(json.path("capabilities"), Capability::named, "capability");
    }

    private static TakenParameters parameters(JsonNode candidate) {
        return new TakenParameters(
                candidate.has("parameters")
                        ? named(candidate.path("parameters"), OptionalParameter::named, "parameter")
                        : null,
                candidate.has("reasoning_efforts")
                        ? named(candidate.path("reasoning_efforts"), ReasoningEffort::named, "reasoning effort")
                        : null);
    }

    private static <T> Set<T> named(JsonNode names, Function<String, Optional<T>> byName, String what) {
        var all = new LinkedHashSet<T>();
        for (var name : names) {
            all.add(byName.apply(name.asText()).orElseThrow(() -> unknown(what, name.asText())));
        }
        return all;
    }

    private static TokenPrices prices(JsonNode json, String prefix) {
        return new TokenPrices(
                price(json, prefix + "input_usd_per_million"), price(json, prefix + "output_usd_per_million"));
    }

    private static TokenPrice price(JsonNode json, String name) {
        try {
            return TokenPrice.ofUsdPerMillion(text(json, name));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The mapping has a price that is not an amount with at most six decimals", e);
        }
    }

    private static List<String> referenceModels(JsonNode tier) {
        var models = new ArrayList<String>();
        for (var name : tier.required("list_reference_models")) {
            models.add(name.asText());
        }
        return models;
    }

    private static int whole(JsonNode json, String name) {
        if (!json.required(name).isInt()) {
            throw new IllegalArgumentException("The mapping's " + name + " must be a whole number");
        }
        return json.path(name).intValue();
    }

    private static boolean flag(JsonNode json, String name) {
        if (!json.required(name).isBoolean()) {
            throw new IllegalArgumentException("The mapping's " + name + " must be true or false");
        }
        return json.path(name).booleanValue();
    }

    private static Instant time(JsonNode json, String name) {
        try {
            return Instant.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The mapping's " + name + " must be a time in UTC", e);
        }
    }

    private static LocalDate date(JsonNode json, String name) {
        try {
            return LocalDate.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("The mapping's " + name + " must be a date such as 2026-11-20", e);
        }
    }

    private static String text(JsonNode json, String name) {
        return json.required(name).asText();
    }

    private static IllegalArgumentException unknown(String what, String name) {
        return new IllegalArgumentException("The mapping names an unknown " + what + ": " + name);
    }
}
