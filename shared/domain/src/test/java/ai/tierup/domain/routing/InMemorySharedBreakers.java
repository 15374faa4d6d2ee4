package ai.tierup.domain.routing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Shared breakers in memory. */
public final class InMemorySharedBreakers implements SharedBreakers {

    private final Map<String, BreakerState> states = new HashMap<>();

    @Override
    public synchronized Collection<BreakerState> read(Set<String> candidates) {
        return states.values().stream()
                .filter(state -> candidates.contains(state.candidate()))
                .toList();
    }

    @Override
    public synchronized void open(BreakerState state) {
        var stored = states.get(state.candidate());
        if (stored == null || stored.openUntil().isBefore(state.openUntil())) {
            states.put(state.candidate(), state);
        }
    }

    @Override
    public synchronized boolean claimTrial(BreakerState claimed) {
        var stored = states.get(claimed.candidate());
        if (stored != null) {
            var trialUntil = stored.trialUntil();
            if (!stored.openUntil().equals(claimed.openUntil())
                    || stored.closedAt() != null
                    || (trialUntil != null && trialUntil.isAfter(claimed.claimedAt()))) {
                return false;
            }
        }
        states.put(claimed.candidate(), claimed);
        return true;
    }

    @Override
    public synchronized void close(BreakerState state) {
        var stored = states.get(state.candidate());
        if (stored == null || !stored.openUntil().isAfter(state.openUntil())) {
            states.put(state.candidate(), state);
        }
    }
}
