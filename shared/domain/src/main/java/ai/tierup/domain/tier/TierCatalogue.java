package ai.tierup.domain.tier;

/** Where the versions of the mapping are kept. */
public interface TierCatalogue {

    /**
     * The live version; up to 15 s old.
     *
     * @throws IllegalStateException when none was ever published
     */
    TierMapping live();

    /** Stores a version and makes it the live one; a version that is stored already stays as it is. */
    void publish(TierMapping mapping);

    /** {@link #publish} where no version is live yet; whether it did. */
    boolean publishFirst(TierMapping mapping);
}
