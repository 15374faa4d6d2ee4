package ai.tierup.operator.mapping;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.NativeLimits;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.UpstreamPrices;
import ai.tierup.operator.json.JsonFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes the candidates of tier mappings. Reading throws an {@link IllegalArgumentException} if one is invalid. */
public final class CandidateJson {

    private static final String CONTEXT_TOKENS = "context_tokens";

    private static final Set<String> FIELDS = Set.of(
            "provider",
            "slug",
            "capabilities",
            "parameters",
            "reasoning_efforts",
            CONTEXT_TOKENS,
            "max_output_tokens",
            "input_usd_per_million",
            "output_usd_per_million",
            "native_ratio_permille",
            "prompt_cache",
            "removed_on");

    private CandidateJson() {}

    public static Candidate read(JsonNode json) {
        var prices = prices(json, "");
        var candidate = new Candidate(
                json.has("provider") ? new ProviderId(text(json, "provider")) : ProviderId.DEFAULT,
                text(json, "slug"),
                capabilities(json),
                parameters(json),
                new NativeLimits(
                        whole(json, "max_output_tokens"),
                        json.has(CONTEXT_TOKENS) ? whole(json, CONTEXT_TOKENS) : null),
                new UpstreamPrices(prices, promptCache(json.path("prompt_cache"), prices.input())),
                new NativeRatio(whole(json, "native_ratio_permille")),
                json.has("removed_on") ? date(json, "removed_on") : null);
        JsonFile.refuseOthers(json, FIELDS);
        return candidate;
    }

    public static ObjectNode write(Candidate candidate) {
        var json = JsonNodeFactory.instance.objectNode();
        if (!candidate.provider().equals(ProviderId.DEFAULT)) {
            json.put("provider", candidate.provider().value());
        }
        json.put("slug", candidate.slug());
        put(json, "capabilities", candidate.capabilities(), Capability::publicName);
        put(json, "parameters", candidate.parameters().optional(), OptionalParameter::publicName);
        put(json, "reasoning_efforts", candidate.parameters().efforts(), ReasoningEffort::publicName);
        if (candidate.limits().contextTokens() != null) {
            json.put(CONTEXT_TOKENS, candidate.limits().contextTokens());
        }
        json.put("max_output_tokens", candidate.maxOutputTokens())
                .put("input_usd_per_million", candidate.upstreamPrices().input().usdPerMillion())
                .put(
                        "output_usd_per_million",
                        candidate.upstreamPrices().output().usdPerMillion())
                .put("native_ratio_permille", candidate.nativeRatio().permille());
        var cache = candidate.promptCache();
        json.putObject("prompt_cache")
                .put("read_usd_per_million", cache.readPrice().usdPerMillion())
                .put("write_usd_per_million", cache.writePrice().usdPerMillion())
                .put("marked", cache.isMarked())
                .put("shared", cache.isShared());
        if (candidate.removedOn() != null) {
            json.put("removed_on", candidate.removedOn().toString());
        }
        return json;
    }

    private static <T extends Comparable<T>> void put(
            ObjectNode json, String name, @Nullable Set<T> values, Function<T, String> publicName) {
        if (values != null) {
            var names = json.putArray(name);
            values.stream().sorted().map(publicName).forEach(names::add);
        }
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

    /** The capabilities of a tier or a candidate. */
    public static Set<Capability> capabilities(JsonNode json) {
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

    /** The prices of input and output whose names begin with {@code prefix}. */
    public static TokenPrices prices(JsonNode json, String prefix) {
        return new TokenPrices(
                price(json, prefix + "input_usd_per_million"), price(json, prefix + "output_usd_per_million"));
    }

    public static TokenPrice price(JsonNode json, String name) {
        try {
            return TokenPrice.ofUsdPerMillion(json.path(name).asText());
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " must be a price of 0 to 1000 dollars with at most six decimals, such as \"1.50\"", e);
        }
    }

    public static int whole(JsonNode json, String name) {
        if (!json.path(name).isInt()) {
            throw new IllegalArgumentException(name + " must be a whole number");
        }
        return json.path(name).intValue();
    }

    private static boolean flag(JsonNode json, String name) {
        if (!json.path(name).isBoolean()) {
            throw new IllegalArgumentException(name + " must be true or false");
        }
        return json.path(name).booleanValue();
    }

    public static LocalDate date(JsonNode json, String name) {
        try {
            return LocalDate.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " must be a date such as 2026-11-20", e);
        }
    }

    public static String text(JsonNode json, String name) {
        if (!json.path(name).isTextual() || json.path(name).textValue().isBlank()) {
            throw new IllegalArgumentException(name + " must be a text");
        }
        return json.path(name).textValue();
    }

    private static IllegalArgumentException unknown(String what, String name) {
        return new IllegalArgumentException("there is no " + what + " " + name);
    }
}
