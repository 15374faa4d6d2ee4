package ai.tierup.domain.operator;

import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;

/** Publishes versions of the tier mapping. An earlier version becomes live again when it is published again. */
public final class PublishTiers {

    private final RecordedActs acts;
    private final TierCatalogue catalogue;

    public PublishTiers(RecordedActs acts, TierCatalogue catalogue) {
        this.acts = acts;
        this.catalogue = catalogue;
    }

    /** The result of {@link #publish}. */
    public sealed interface Outcome {

        /** The mapping that is live now, which may be another than the one to be published. */
        TierMapping live();

        record Published(TierMapping live) implements Outcome {}

        /** Another mapping has this number already and is live now, because a published version never changes. */
        record NumberTaken(TierMapping live) implements Outcome {}
    }

    /**
     * Publishes {@code mapping}.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome publish(Operator who, String why, TierMapping mapping) {
        var publishing = acts.audited(null, AuditAction.TIERS_PUBLISHED, subject(mapping), () -> published(mapping));
        return acts.run(who, why, "publish", subject(mapping), publishing);
    }

    private Outcome published(TierMapping mapping) {
        catalogue.publish(mapping);
        var live = catalogue.live();
        return live.equals(mapping) ? new Outcome.Published(live) : new Outcome.NumberTaken(live);
    }

    /**
     * Publishes {@code mapping} if none is live yet. It is recorded afterwards, because only an operator whose mapping became live has
     * done something.
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
