package ai.tierup.domain.routing;

import java.util.Collection;
import java.util.Set;

/** Store of the breakers' states, by which all processes learn what one has found. Written only when a state changes. */
public interface SharedBreakers {

    /** The stored states of those candidates whose breaker has opened of late. */
    Collection<BreakerState> read(Set<String> candidates);

    /** Stores an open state, unless the stored one is open for longer. */
    void open(BreakerState state);

    /**
     * Claims the trial request of an open state.
     *
     * @param claimed the state with the time for the trial
     * @return whether the claim is ours: the stored state is still open as it was seen, and no other claim is in force
     */
    boolean claimTrial(BreakerState claimed);

    /** Stores a closed state, unless the breaker has opened again. */
    void close(BreakerState state);
}
