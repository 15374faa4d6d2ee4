package ai.tierup.dynamodb;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.ListPrices;
import ai.tierup.domain.tier.NativeLimits;
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
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item of a tier mapping, with maps and lists that an operator can read in the console. Prices are in pico-dollars per token. */
final class TierMappingItem {

    private static final String REPEATED_INPUT = "repeatedInput";
    private static final String PROMPT_CACHE = "promptCache";
    private static final String LIST_AS_OF = "listAsOf";
    private static final String CONTEXT_TOKENS = "contextTokens";
    private static final String REMOVED_ON = "removedOn";
    private static final String REFERENCE_MODELS = "listReferenceModels";

    private static final String PARAMETERS = "parameters";
    private static final String EFFORTS = "reasoningEfforts";
    private static final String NATIVE_RATIO = "nativeRatioPermille";

    /** The name of the ratio in items of earlier versions, when all tokens were converted by it. */
    private static final String FACTOR = "factorPermille";

    private TierMappingItem() {}

    static EnhancedDocument write(TierMapping mapping, String pk, String sk) {
        var item = new HashMap<String, AttributeValue>();
        item.put("pk", AttributeValues.text(pk));
        item.put("sk", AttributeValues.text(sk));
        item.put("version", AttributeValues.number(mapping.version()));
        item.put("publishedAt", AttributeValues.text(mapping.publishedAt().toString()));
        item.put(
                "tiers",
                AttributeValue.fromL(
                        mapping.inOrder().stream().map(TierMappingItem::write).toList()));
        return EnhancedDocument.fromAttributeValueMap(item);
    }

    static TierMapping read(EnhancedDocument document) {
        var item = document.toMap();
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var stored : AttributeValues.required(item, "tiers").l()) {
            var tier = tier(stored.m());
            tiers.put(tier.id(), tier);
        }
        return new TierMapping(
                Math.toIntExact(AttributeValues.number(item, "version")),
                Instant.parse(AttributeValues.text(item, "publishedAt")),
                tiers);
    }

    private static AttributeValue write(Tier tier) {
        var map = new HashMap<String, AttributeValue>();
        map.put("id", AttributeValues.text(tier.id().publicName()));
        map.put("class", AttributeValues.text(tier.className()));
        map.put("prices", write(tier.prices()));
        write(tier.listPrices(), map);
        map.put(CONTEXT_TOKENS, AttributeValues.number(tier.limits().contextTokens()));
        map.put("defaultOutputTokens", AttributeValues.number(tier.limits().defaultOutputTokens()));
        map.put("maxOutputTokens", AttributeValues.number(tier.limits().maxOutputTokens()));
        map.put("capabilities", write(tier.capabilities()));
        map.put(
                "candidates",
                AttributeValue.fromL(
                        tier.candidates().stream().map(TierMappingItem::write).toList()));
        return AttributeValue.fromM(map);
    }

    /** Omits the default provider, as earlier versions of the code did, which had no other. */
    private static AttributeValue write(Candidate candidate) {
        var map = new HashMap<String, AttributeValue>();
        if (!candidate.provider().equals(ProviderId.DEFAULT)) {
            map.put("provider", AttributeValues.text(candidate.provider().value()));
        }
        map.put("slug", AttributeValues.text(candidate.slug()));
        map.put("capabilities", write(candidate.capabilities()));
        var taken = candidate.parameters();
        if (taken.optional() != null) {
            map.put(PARAMETERS, names(taken.optional().stream().map(OptionalParameter::publicName)));
        }
        if (taken.efforts() != null) {
            map.put(EFFORTS, names(taken.efforts().stream().map(ReasoningEffort::publicName)));
        }
        map.put("maxOutputTokens", AttributeValues.number(candidate.maxOutputTokens()));
        if (candidate.limits().contextTokens() != null) {
            map.put(CONTEXT_TOKENS, AttributeValues.number(candidate.limits().contextTokens()));
        }
        map.put("upstreamPrices", write(candidate.upstreamPrices()));
        map.put(NATIVE_RATIO, AttributeValues.number(candidate.nativeRatio().permille()));
        if (candidate.removedOn() != null) {
            map.put(REMOVED_ON, AttributeValues.text(candidate.removedOn().toString()));
        }
        if (!candidate
                .promptCache()
                .equals(PromptCache.none(candidate.upstreamPrices().input()))) {
            map.put(PROMPT_CACHE, write(candidate.promptCache()));
        }
        return AttributeValue.fromM(map);
    }

    /** Omits the price of repeated input if it is no other, as earlier versions of the code did, which had none. */
    private static AttributeValue write(PromptCache cache) {
        return AttributeValue.fromM(Map.of(
                "read", AttributeValues.number(cache.readPrice().picoUsd()),
                "write", AttributeValues.number(cache.writePrice().picoUsd()),
                "marked", AttributeValue.fromBool(cache.isMarked()),
                "shared", AttributeValue.fromBool(cache.isShared())));
    }

    private static AttributeValue write(TokenPrices prices) {
        var map = new HashMap<String, AttributeValue>();
        map.put("input", AttributeValues.number(prices.input().picoUsd()));
        map.put("output", AttributeValues.number(prices.output().picoUsd()));
        if (!prices.repeatedInput().equals(prices.input())) {
            map.put(
                    REPEATED_INPUT,
                    AttributeValues.number(prices.repeatedInput().picoUsd()));
        }
        return AttributeValue.fromM(map);
    }

    /** Earlier versions of the code wrote neither a date nor reference models. */
    private static void write(ListPrices list, Map<String, AttributeValue> tier) {
        tier.put("listPrices", write(list.prices()));
        if (list.asOf() != null) {
            tier.put(LIST_AS_OF, AttributeValues.text(list.asOf().toString()));
        }
        if (!list.referenceModels().isEmpty()) {
            tier.put(
                    REFERENCE_MODELS,
                    AttributeValue.fromL(list.referenceModels().stream()
                            .map(AttributeValues::text)
                            .toList()));
        }
    }

    private static AttributeValue write(Set<Capability> capabilities) {
        return names(capabilities.stream().map(Capability::publicName));
    }

    private static AttributeValue names(Stream<String> names) {
        return AttributeValue.fromL(names.sorted().map(AttributeValues::text).toList());
    }

    private static Tier tier(Map<String, AttributeValue> map) {
        return new Tier(
                TierId.named(AttributeValues.text(map, "id")).orElseThrow(),
                AttributeValues.text(map, "class"),
                prices(map, "prices"),
                listPrices(map),
                new TokenLimits(
                        number(map, CONTEXT_TOKENS),
                        number(map, "defaultOutputTokens"),
                        number(map, "maxOutputTokens")),
                capabilities(map),
                candidates(map));
    }

    private static List<Candidate> candidates(Map<String, AttributeValue> tier) {
        return AttributeValues.required(tier, "candidates").l().stream()
                .map(AttributeValue::m)
                .map(map -> new Candidate(
                        provider(map),
                        AttributeValues.text(map, "slug"),
                        capabilities(map),
                        parameters(map),
                        new NativeLimits(
                                number(map, "maxOutputTokens"),
                                map.containsKey(CONTEXT_TOKENS) ? number(map, CONTEXT_TOKENS) : null),
                        new UpstreamPrices(prices(map, "upstreamPrices"), promptCache(map)),
                        new NativeRatio(number(map, map.containsKey(NATIVE_RATIO) ? NATIVE_RATIO : FACTOR)),
                        map.containsKey(REMOVED_ON) ? LocalDate.parse(AttributeValues.text(map, REMOVED_ON)) : null))
                .toList();
    }

    /** Versions that were stored before there were caches have none. */
    private static PromptCache promptCache(Map<String, AttributeValue> candidate) {
        if (!candidate.containsKey(PROMPT_CACHE)) {
            return PromptCache.none(prices(candidate, "upstreamPrices").input());
        }
        var cache = AttributeValues.required(candidate, PROMPT_CACHE).m();
        return new PromptCache(
                new TokenPrice(AttributeValues.number(cache, "read")),
                new TokenPrice(AttributeValues.number(cache, "write")),
                AttributeValues.required(cache, "marked").bool(),
                AttributeValues.required(cache, "shared").bool());
    }

    private static ProviderId provider(Map<String, AttributeValue> candidate) {
        return candidate.containsKey("provider")
                ? new ProviderId(AttributeValues.text(candidate, "provider"))
                : ProviderId.DEFAULT;
    }

    private static Set<Capability> capabilities(Map<String, AttributeValue> map) {
        return Objects.requireNonNull(named(map, "capabilities", Capability::named), "A mapping without capabilities");
    }

    private static TakenParameters parameters(Map<String, AttributeValue> candidate) {
        return new TakenParameters(
                named(candidate, PARAMETERS, OptionalParameter::named),
                named(candidate, EFFORTS, ReasoningEffort::named));
    }

    /** Returns what a list names; null if there is no list. */
    private static <T> @Nullable Set<T> named(
            Map<String, AttributeValue> map, String list, Function<String, Optional<T>> byName) {
        if (!map.containsKey(list)) {
            return null;
        }
        var all = new LinkedHashSet<T>();
        for (var name : AttributeValues.required(map, list).l()) {
            all.add(byName.apply(name.s()).orElseThrow());
        }
        return all;
    }

    private static ListPrices listPrices(Map<String, AttributeValue> tier) {
        var asOf = tier.containsKey(LIST_AS_OF) ? LocalDate.parse(AttributeValues.text(tier, LIST_AS_OF)) : null;
        var models = tier.containsKey(REFERENCE_MODELS)
                ? AttributeValues.required(tier, REFERENCE_MODELS).l().stream()
                        .map(AttributeValue::s)
                        .toList()
                : List.<String>of();
        return new ListPrices(prices(tier, "listPrices"), asOf, models);
    }

    private static TokenPrices prices(Map<String, AttributeValue> map, String name) {
        var stored = AttributeValues.required(map, name).m();
        var prices = new TokenPrices(
                new TokenPrice(AttributeValues.number(stored, "input")),
                new TokenPrice(AttributeValues.number(stored, "output")));
        return stored.containsKey(REPEATED_INPUT)
                ? prices.withRepeatedInput(new TokenPrice(AttributeValues.number(stored, REPEATED_INPUT)))
                : prices;
    }

    private static int number(Map<String, AttributeValue> map, String name) {
        return Math.toIntExact(AttributeValues.number(map, name));
    }
}
