package ai.tierup.upstream.openrouter;

import ai.tierup.domain.assess.Host;
import ai.tierup.domain.assess.Listing;
import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.UpstreamPrices;
import ai.tierup.upstream.protocol.ModelFamily;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An entry of OpenRouter's catalogue, or of its list of a model's hosts.
 *
 * @param contextTokens the largest request that will be sent
 */
record CatalogueEntry(JsonNode json, int contextTokens) {

    private static final int MAX_SLUG_LENGTH = 200;
    private static final int PER_MILLION_DIGITS = 6;
    private static final int ISO_DATE_LENGTH = 10;

    /** The largest price that a {@link TokenPrice} can be. */
    private static final BigDecimal MAX_USD_PER_TOKEN = new BigDecimal("0.001");

    /** With many more, a price of a few bytes would take minutes to round. */
    private static final int MAX_DECIMALS = 40;

    /**
     * @param keepsNothing whether one of its hosts keeps nothing
     * @throws IllegalArgumentException if the entry makes no sense; the message says why, and continues the name
     */
    Listing listing(boolean keepsNothing) {
        var slug = json.path("id").asText();
        if (slug.isBlank() || slug.length() > MAX_SLUG_LENGTH) {
            throw new IllegalArgumentException("has no usable name");
        }
        if (!contains(json.path("architecture").path("output_modalities"), "text")) {
            throw new IllegalArgumentException("does not answer with text");
        }
        var context = positive(json.path("context_length"), "context");
        var host = json.path("top_provider");
        var hostContext = host.hasNonNull("context_length")
                ? positive(host.path("context_length"), "context of a host")
                : context;
        var maxOutput = host.hasNonNull("max_completion_tokens")
                ? positive(host.path("max_completion_tokens"), "output cap")
                : context;
        return new Listing(
                slug,
                capabilities(),
                parameters(),
                Math.min(context, hostContext),
                maxOutput,
                prices(slug),
                removedOn(),
                new Listing.Remarks(keepsNothing, index(), null));
    }

    /**
     * Reads an entry of the list of a model's hosts.
     *
     * @throws IllegalArgumentException if the entry makes no sense
     */
    Host host(String slug) {
        var name = json.path("provider_name").asText();
        if (name.isBlank()) {
            throw new IllegalArgumentException("has no name");
        }
        var context = positive(json.path("context_length"), "context");
        var maxOutput = json.hasNonNull("max_completion_tokens")
                ? positive(json.path("max_completion_tokens"), "output cap")
                : context;
        return new Host(name, context, maxOutput, prices(slug));
    }

    private static int positive(JsonNode number, String what) {
        if (!number.canConvertToInt() || number.intValue() < 1) {
            throw new IllegalArgumentException("has no sensible " + what);
        }
        return number.intValue();
    }

    private Set<Capability> capabilities() {
        var taken = json.path("supported_parameters");
        var capabilities = EnumSet.noneOf(Capability.class);
        if (contains(taken, "tools")) {
            capabilities.add(Capability.TOOLS);
        }
        if (contains(taken, "structured_outputs")) {
            capabilities.add(Capability.JSON_SCHEMA);
        }
        if (contains(taken, "reasoning")) {
            capabilities.add(Capability.REASONING_EFFORT);
        }
        if (contains(json.path("architecture").path("input_modalities"), "image")) {
            capabilities.add(Capability.VISION);
        }
        return capabilities;
    }

    private TakenParameters parameters() {
        var parameters = EnumSet.noneOf(OptionalParameter.class);
        for (var parameter : OptionalParameter.values()) {
            if (contains(json.path("supported_parameters"), parameter.publicName())) {
                parameters.add(parameter);
            }
        }
        return new TakenParameters(parameters, efforts(json.path("reasoning").path("supported_efforts")));
    }

    /** The levels of reasoning effort; null if the entry does not say. */
    private static @Nullable Set<ReasoningEffort> efforts(JsonNode names) {
        if (!names.isArray()) {
            return null;
        }
        var efforts = EnumSet.noneOf(ReasoningEffort.class);
        names.forEach(name -> ReasoningEffort.named(name.asText()).ifPresent(efforts::add));
        return efforts;
    }

    private static boolean contains(JsonNode array, String text) {
        for (var element : array) {
            if (element.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    private UpstreamPrices prices(String slug) {
        var pricing = json.path("pricing");
        var input = largest(pricing, "prompt");
        var output = largest(pricing, "completion");
        if (input == null || output == null) {
            throw new IllegalArgumentException("has no price");
        }
        var read = largest(pricing, "input_cache_read");
        var write = largest(pricing, "input_cache_write");
        var cache = read == null
                ? PromptCache.none(input)
                : new PromptCache(
                        read, write == null ? input : write, ModelFamily.of(slug) == ModelFamily.ANTHROPIC, true);
        return new UpstreamPrices(new TokenPrices(input, output), cache);
    }

    /** The largest price of this name that a request within the context may have; null if there is none. */
    private @Nullable TokenPrice largest(JsonNode pricing, String name) {
        var largest = price(pricing.path(name));
        if (largest == null) {
            return null;
        }
        for (var override : pricing.path("overrides")) {
            var other = price(override.path(name));
            if (override.path("min_prompt_tokens").asLong(0) < contextTokens && other != null) {
                largest = largest.max(other);
            }
        }
        return perToken(largest);
    }

    private static @Nullable BigDecimal price(JsonNode json) {
        if (json.isMissingNode() || json.isNull()) {
            return null;
        }
        try {
            var price = new BigDecimal(json.asText());
            if (price.signum() < 0) {
                throw new IllegalArgumentException("has a negative price");
            }
            if (price.compareTo(MAX_USD_PER_TOKEN) > 0 || price.scale() > MAX_DECIMALS) {
                throw new IllegalArgumentException("has a price that makes no sense");
            }
            return price;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has a price that is no number", e);
        }
    }

    private static TokenPrice perToken(BigDecimal usd) {
        var perMillion = usd.movePointRight(PER_MILLION_DIGITS).setScale(PER_MILLION_DIGITS, RoundingMode.UP);
        return TokenPrice.ofUsdPerMillion(perMillion.toPlainString());
    }

    private @Nullable LocalDate removedOn() {
        var date = json.path("expiration_date");
        if (date.isMissingNode() || date.isNull()) {
            return null;
        }
        try {
            var text = date.asText();
            return LocalDate.parse(text.substring(0, Math.min(ISO_DATE_LENGTH, text.length())));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("has a removal date that is no date", e);
        }
    }

    private @Nullable Double index() {
        var index = json.path("benchmarks").path("artificial_analysis").path("intelligence_index");
        return index.isNumber() && Double.isFinite(index.doubleValue()) ? index.doubleValue() : null;
    }
}
