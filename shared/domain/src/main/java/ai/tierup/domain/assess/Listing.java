package ai.tierup.domain.assess;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.NativeLimits;
import ai.tierup.domain.tier.NativeRatio;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.domain.tier.TakenParameters;
import ai.tierup.domain.tier.UpstreamPrices;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model in the catalogue of the default provider.
 *
 * @param slug the provider's name for it
 * @param contextTokens the largest prompt and answer together, in native tokens
 * @param pricing the largest prices that a request within the context may have
 * @param removedOn day on which the provider stops serving it; null if it has announced none
 */
public record Listing(
        String slug,
        Set<Capability> capabilities,
        TakenParameters parameters,
        int contextTokens,
        int maxOutputTokens,
        UpstreamPrices pricing,
        @Nullable LocalDate removedOn,
        Remarks remarks) {

    public Listing {
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * What is known of a model beyond what it offers.
     *
     * @param keepsNothing whether one of its hosts keeps nothing of what it is sent
     * @param index a public index of its intelligence; null if it has none
     */
    public record Remarks(boolean keepsNothing, @Nullable Double index) {}

    /** The model as a candidate of a tier. Its native ratio is not known before it has been measured. */
    public Candidate asCandidate() {
        return new Candidate(
                ProviderId.DEFAULT,
                slug,
                capabilities,
                parameters,
                new NativeLimits(maxOutputTokens, contextTokens),
                pricing,
                NativeRatio.ONE,
                removedOn);
    }
}
