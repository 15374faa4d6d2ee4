package ai.tierup.domain.upstream;

/** The models, behind whatever providers serve them. */
public interface Upstream {

    /** Starts a call; whatever goes wrong, from the connection on, is an event of the call. */
    UpstreamCall open(UpstreamRequest request);
}
