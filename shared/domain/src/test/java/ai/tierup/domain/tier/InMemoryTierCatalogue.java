package ai.tierup.domain.tier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An in-memory {@link TierCatalogue}. */
public final class InMemoryTierCatalogue implements TierCatalogue {

    private final Map<Integer, TierMapping> versions = new HashMap<>();
    private final List<TierMove> moves = new ArrayList<>();

    private int stoppedRevision = -1;

    @Override
    public synchronized void stopCanary(int revision) {
        stoppedRevision = revision;
    }

    @Override
    public synchronized PublishedTiers published() {
        var pointers = pointers().orElseThrow(() -> new IllegalStateException("No tier mapping has been published"));
        var canary = pointers.canary();
        var published =
                new PublishedTiers(pointers, stored(pointers.live()), canary == null ? null : stored(canary.version()));
        return pointers.revision() == stoppedRevision ? published.withoutCanary() : published;
    }

    private TierMapping stored(int number) {
        return version(number).orElseThrow();
    }

    @Override
    public synchronized TierMapping store(TierMapping mapping) {
        versions.putIfAbsent(mapping.version(), mapping);
        return stored(mapping.version());
    }

    @Override
    public synchronized Optional<TierMapping> version(int number) {
        return Optional.ofNullable(versions.get(number));
    }

    @Override
    public synchronized Optional<TierPointers> pointers() {
        return moves.isEmpty() ? Optional.empty() : Optional.of(moves.getFirst().to());
    }

    @Override
    public synchronized boolean move(@Nullable TierPointers seen, TierMove move) {
        if (!Objects.equals(pointers().orElse(null), seen)) {
            return false;
        }
        moves.addFirst(move);
        return true;
    }

    @Override
    public synchronized List<TierMove> history() {
        return List.copyOf(moves);
    }
}
