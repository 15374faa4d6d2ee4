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
     * @param hosts how many hosts can serve the tier in question; null if they have not been counted
     */
    public record Remarks(
            boolean keepsNothing,
            @Nullable Double index,
            @Nullable Integer hosts) {}

    /** The model with the number of its hosts, and the prices that they have. */
    Listing withHosts(int hosts, UpstreamPrices pricing) {
        return new Listing(
                slug,
                capabilities,
                parameters,
                contextTokens,
                maxOutputTokens,
                pricing,
                removedOn,
                new Remarks(remarks.keepsNothing, remarks.index, hosts));
    }

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
