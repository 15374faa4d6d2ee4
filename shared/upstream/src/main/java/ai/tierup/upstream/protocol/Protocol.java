package ai.tierup.upstream.protocol;

import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;

/** Writes calls and reads answers in the form that a kind of provider speaks, JSON over HTTP. Safe for concurrent use. */
public interface Protocol {

    /**
     * Writes a call.
     *
     * @param model the provider's name of the model
     * @param key what the provider knows us by
     */
    ProtocolRequest request(UpstreamRequest request, String model, String key);

    /** A reader for the answer to one call. */
    ProtocolAnswer answer();

    /**
     * The failure behind an answer that is not a 200.
     *
     * @param body what came with it, in whatever form
     */
    UpstreamFailure failure(int status, String body);
}
