package ai.tierup.upstream;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.upstream.protocol.Protocol;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The address and the protocol of a provider. Its API key is kept with the secrets.
 *
 * @param baseUrl the URL to which the protocol appends its paths
 * @param model the one model name to send for all candidates; null to send the slug of each
 */
public record Provider(
        ProviderId id,
        URI baseUrl,
        Protocol protocol,
        @Nullable String model) {

    URI url(String path) {
        return URI.create(baseUrl.toString().replaceAll("/+$", "") + path);
    }

    /** The candidate's model name in requests to this provider. */
    String modelOf(Candidate candidate) {
        return model == null ? candidate.slug() : model;
    }
}
