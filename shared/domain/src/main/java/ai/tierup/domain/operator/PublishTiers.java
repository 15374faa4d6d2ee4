package ai.tierup.domain.operator;

import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;

/** Publishes versions of the tier mapping. Publishing an earlier version again goes back to it. */
public final class PublishTiers {

    private final RecordedActs acts;
    private final TierCatalogue catalogue;

    public PublishTiers(RecordedActs acts, TierCatalogue catalogue) {
        this.acts = acts;
        this.catalogue = catalogue;
    }

    /** The result of {@link #publish}. */
    public sealed interface Outcome {

        /** The mapping that is live now, whether it was asked for or not. */
        TierMapping live();

        record Published(TierMapping live) implements Outcome {}

        /** Another mapping was published under the same number before, and that one is live: a version never changes. */
        record NumberTaken(TierMapping live) implements Outcome {}
    }

    /** @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long */
    public Outcome publish(Operator who, String why, TierMapping mapping) {
        return acts.run(who, why, "publish", subject(mapping), () -> published(mapping));
    }

    private Outcome published(TierMapping mapping) {
        catalogue.publish(mapping);
        var live = catalogue.live();
        return live.equals(mapping) ? new Outcome.Published(live) : new Outcome.NumberTaken(live);
    }

    /**
     * Publishes {@code mapping} where none is live yet. Only the operator whose mapping it is has done something, so it is recorded
     * afterwards.
     *
     * @return whether it was published
     */
    public boolean publishFirst(Operator who, TierMapping mapping) {
        var isFirst = catalogue.publishFirst(mapping);
        if (isFirst) {
            acts.record(who, "the first of its stage", "seed", subject(mapping));
        }
        return isFirst;
    }

    /**
     * The mapping that is live.
     *
     * @throws IllegalStateException when none was ever published
     */
    public TierMapping live() {
        return catalogue.live();
    }

    private static String subject(TierMapping mapping) {
        return "mapping " + mapping.version();
    }
}
