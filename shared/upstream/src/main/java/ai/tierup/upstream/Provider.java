package ai.tierup.upstream;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A provider: where it is, and what it speaks. Its key is a secret, and not here.
 *
 * @param baseUrl to which the protocol adds its paths
 * @param model replaces the slug of every candidate; null to send the slugs
 */
public record Provider(
        ProviderId id,
        URI baseUrl,
        Protocol protocol,
        @Nullable String model) {

    URI url(String path) {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + path);
    }

    /** What the candidate is called in a request. */
    String modelOf(Candidate candidate) {
        return model == null ? candidate.slug() : model;
    }
}
