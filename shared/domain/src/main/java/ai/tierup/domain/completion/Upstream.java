package ai.tierup.domain.completion;

/** The models, behind whatever aggregator serves them. */
public interface Upstream {

    /** Starts a call; whatever goes wrong, from the connection on, is an event of the call. */
    UpstreamCall open(UpstreamRequest request);
}
