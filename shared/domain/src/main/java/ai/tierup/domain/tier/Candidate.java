package ai.tierup.domain.tier;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's model that a tier may use. Never shown to a customer.
 *
 * @param provider the provider that serves it
 * @param slug the provider's name for the model
 * @param parameters the settings of an answer that it takes
 * @param limits its limits, in native tokens
 * @param pricing what we pay
 * @param removedOn day on which the provider stops serving it; null if it has announced none
 */
public record Candidate(
        ProviderId provider,
        String slug,
        Set<Capability> capabilities,
        TakenParameters parameters,
        NativeLimits limits,
        UpstreamPrices pricing,
        NativeRatio nativeRatio,
        @Nullable LocalDate removedOn) {

    private static final String PROVIDER_SEPARATOR = "::";

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    /** A candidate of a mapping that does not say how large its context is, and whose vendor does not cache prompts. */
    public Candidate(
            ProviderId provider,
            String slug,
            Set<Capability> capabilities,
            TakenParameters parameters,
            int maxOutputTokens,
            TokenPrices upstreamPrices,
            NativeRatio nativeRatio,
            @Nullable LocalDate removedOn) {
        this(
                provider,
                slug,
                capabilities,
                parameters,
                new NativeLimits(maxOutputTokens, null),
                UpstreamPrices.withoutCache(upstreamPrices),
                nativeRatio,
                removedOn);
    }

    /** A candidate of a mapping that says neither which settings it takes nor when it is removed. */
    public Candidate(
            ProviderId provider,
            String slug,
            Set<Capability> capabilities,
            int maxOutputTokens,
            TokenPrices upstreamPrices,
            NativeRatio nativeRatio) {
        this(provider, slug, capabilities, TakenParameters.UNKNOWN, maxOutputTokens, upstreamPrices, nativeRatio, null);
    }

    /** Returns this candidate with another cache. */
    public Candidate with(PromptCache cache) {
        return new Candidate(
                provider,
                slug,
                capabilities,
                parameters,
                limits,
                new UpstreamPrices(upstreamPrices(), cache),
                nativeRatio,
                removedOn);
    }

    /** What we pay for tokens that no cache is involved in. */
    public TokenPrices upstreamPrices() {
        return pricing.tokens();
    }

    /** Its largest output cap, in native tokens. */
    public int maxOutputTokens() {
        return limits.maxOutputTokens();
    }

    public PromptCache promptCache() {
        return pricing.cache();
    }

    /** The most that we pay for so many native tokens, whatever its vendor does with them. */
    public Money largestCost(long inputTokens, long outputTokens) {
        return pricing.largestCost(inputTokens, outputTokens);
    }

    /** Returns whether its provider stops serving it within {@code days} after {@code today}. */
    public boolean isRemovedWithin(int days, LocalDate today) {
        return removedOn != null && !removedOn.isAfter(today.plusDays(days));
    }

    /** Returns whether it is sent the parameter. One that the mapping does not mention is sent everything. */
    public boolean takes(OptionalParameter parameter) {
        return parameters.takes(parameter);
    }

    /** The level of reasoning effort to ask it for, in place of the one that a client asks for; null if none. */
    public @Nullable ReasoningEffort effortFor(@Nullable ReasoningEffort asked) {
        return parameters.effortFor(asked);
    }

    /** The unique name of the candidate: its slug, preceded by its provider unless that is the default one. */
    public String name() {
        return provider.equals(ProviderId.DEFAULT) ? slug : provider + PROVIDER_SEPARATOR + slug;
    }

    /** Its maker: the first part of its slug, or else its provider. */
    public String vendor() {
        var slash = slug.indexOf('/');
        return slash < 0 ? provider.value() : slug.substring(0, slash);
    }

    /**
     * Returns whether a request fits into its context.
     *
     * @param inputTokens the neutral tokens of the input
     * @param reasoningTokens the native tokens of the reasoning in the input
     * @param outputCap the largest answer, in neutral tokens
     */
    public boolean holds(long inputTokens, long reasoningTokens, int outputCap) {
        return limits.hold(nativeRatio.nativeTokens(inputTokens) + reasoningTokens + nativeCap(outputCap));
    }

    /** Returns whether the largest requests of a tier with these limits fit into its context. */
    public boolean holdsContextOf(TokenLimits tier) {
        return limits.hold(nativeRatio.nativeTokens(tier.contextTokens()));
    }

    /** The output cap to send it, in native tokens, for an answer of at most {@code neutralTokens}. */
    public int nativeCap(int neutralTokens) {
        return Math.max(1, Math.min(nativeRatio.nativeTokens(neutralTokens), maxOutputTokens()));
    }
}
