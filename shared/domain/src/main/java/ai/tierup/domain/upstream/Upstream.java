package ai.tierup.domain.upstream;

/** Port to the models, whichever providers serve them. */
public interface Upstream {

    /** Starts a call. Every failure, including a failed connection, is an event of the call. */
    UpstreamCall open(UpstreamRequest request);
}
