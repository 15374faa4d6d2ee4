package ai.tierup.domain.tier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of the versions of the tier mapping, and of the pointers that say which of them customers get. */
public interface TierCatalogue {

    /**
     * The published versions, as of at most 15 seconds ago.
     *
     * @throws IllegalStateException if no version was ever published
     */
    PublishedTiers published();

    /** Stores a version. Returns the version of that number that is stored now, which is another one if there was one already. */
    TierMapping store(TierMapping mapping);

    /** A stored version. */
    Optional<TierMapping> version(int number);

    /** The pointers as they are now; empty if no version was ever published. */
    Optional<TierPointers> pointers();

    /**
     * Moves the pointers by one conditional write, which also adds the move to their history.
     *
     * @param seen the pointers before the move; null if there are none yet
     * @return false if the pointers are not {@code seen} any more; nothing has changed then
     */
    boolean move(@Nullable TierPointers seen, TierMove move);

    /** The moves, newest first. */
    List<TierMove> history();

    /** Gives the canary of a revision to nobody any more in this process, until the pointers are moved. */
    void stopCanary(int revision);

    /** The version that is live. */
    default TierMapping live() {
        return published().live();
    }

    /** Stores a version and makes it live if none is. Returns whether it did. */
    default boolean publishFirst(TierMapping mapping, String who, Instant at) {
        var stored = store(mapping);
        var move = new TierMove(TierPointers.first(stored.version()), "seed", who, at, "the first of its stage");
        return pointers().isEmpty() && move(null, move);
    }

    /** Stores a version and makes it live, whatever is live. Only for stages without customers: nothing is checked. */
    default void publish(TierMapping mapping) {
        store(mapping);
        var version = mapping.version();
        Optional<TierPointers> seen;
        TierPointers next;
        do {
            seen = pointers();
            next = seen.map(now -> now.promoted(version)).orElseGet(() -> TierPointers.first(version));
        } while (!move(
                seen.orElse(null),
                new TierMove(next, "seed", "seed", mapping.publishedAt(), "a stage without customers")));
    }
}
