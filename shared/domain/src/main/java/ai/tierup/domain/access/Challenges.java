package ai.tierup.domain.access;

import java.time.Instant;
import java.util.Optional;

/** The store of challenges. */
public interface Challenges {

    void add(Challenge challenge);

    /**
     * Counts a try, and returns the challenge. Empty if there is none with this id, if it has expired or was used, or if it was tried
     * {@link Challenge#MAX_TRIES} times. Tries at the same time are all counted.
     */
    Optional<Challenge> countTry(ChallengeId id, Instant now);

    /** Removes the challenge. Returns true to exactly one caller. */
    boolean use(ChallengeId id);
}
