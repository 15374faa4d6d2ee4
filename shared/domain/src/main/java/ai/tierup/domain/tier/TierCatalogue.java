package ai.tierup.domain.tier;

/** Store of the versions of the tier mapping. */
public interface TierCatalogue {

    /**
     * The live version, as of at most 15 seconds ago.
     *
     * @throws IllegalStateException if no version was ever published
     */
    TierMapping live();

    /** Stores a version and makes it live. A version that is already stored stays unchanged. */
    void publish(TierMapping mapping);

    /** Publishes a version if none is live yet. Returns whether it did. */
    boolean publishFirst(TierMapping mapping);
}
