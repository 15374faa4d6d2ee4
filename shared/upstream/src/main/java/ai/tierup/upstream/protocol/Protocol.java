package ai.tierup.upstream.protocol;

import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;

/** Writes requests and reads answers in the wire format of a kind of provider: JSON over HTTP. Safe for concurrent use. */
public interface Protocol {

    /**
     * Writes a request.
     *
     * @param model the provider's name of the model
     * @param key our API key at the provider
     */
    ProtocolRequest request(UpstreamRequest request, String model, String key);

    /** Returns a reader for the answer to one call. */
    ProtocolAnswerReader newAnswerReader();

    /**
     * Returns the failure behind a response whose status is not a success.
     *
     * @param body the response's body, in any format
     */
    UpstreamFailure failure(int status, String body);
}
