package ai.tierup.domain.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Challenges in memory. */
public final class InMemoryChallenges implements Challenges {

    private record Tried(Challenge challenge, int tries) {}

    private final Map<ChallengeId, Tried> open = new HashMap<>();

    @Override
    public synchronized void add(Challenge challenge) {
        open.put(challenge.id(), new Tried(challenge, 0));
    }

    @Override
    public synchronized Optional<Challenge> countTry(ChallengeId id, Instant now) {
        var tried = open.get(id);
        if (tried == null
                || tried.tries() >= Challenge.MAX_TRIES
                || !now.isBefore(tried.challenge().expiresAt())) {
            return Optional.empty();
        }
        open.put(id, new Tried(tried.challenge(), tried.tries() + 1));
        return Optional.of(tried.challenge());
    }

    @Override
    public synchronized boolean use(ChallengeId id) {
        return open.remove(id) != null;
    }
}
