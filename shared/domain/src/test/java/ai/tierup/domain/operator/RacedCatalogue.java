package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.NOON;

import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A catalogue in which somebody else starts a canary of version 2 just before each move. */
record RacedCatalogue(TierCatalogue catalogue) implements TierCatalogue {

    @Override
    public boolean move(@Nullable TierPointers seen, TierMove move) {
        var now = catalogue.pointers().orElseThrow();
        catalogue.move(now, new TierMove(now.withCanary(new Canary(2, 5)), "canary", "eve", NOON, "first"));
        return catalogue.move(seen, move);
    }

    @Override
    public void stopCanary(int revision) {
        catalogue.stopCanary(revision);
    }

    @Override
    public PublishedTiers published() {
        return catalogue.published();
    }

    @Override
    public TierMapping store(TierMapping mapping) {
        return catalogue.store(mapping);
    }

    @Override
    public Optional<TierMapping> version(int number) {
        return catalogue.version(number);
    }

    @Override
    public Optional<TierPointers> pointers() {
        return catalogue.pointers();
    }

    @Override
    public List<TierMove> history() {
        return catalogue.history();
    }
}
