package ai.tierup.domain.operator;

import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import java.time.InstantSource;
import java.util.List;

/** Stores versions of the tier mapping. {@link MoveTiers} decides who gets them. */
public final class PublishTiers {

    private final RecordedActs acts;
    private final TierCatalogue catalogue;
    private final MappingCheck check;
    private final InstantSource clock;

    public PublishTiers(RecordedActs acts, TierCatalogue catalogue, MappingCheck check, InstantSource clock) {
        this.acts = acts;
        this.catalogue = catalogue;
        this.check = check;
        this.clock = clock;
    }

    /** The result of {@link #publish} and of {@link #publishFirst}. */
    public sealed interface Outcome {

        record Stored() implements Outcome {}

        /** Another mapping has this number already, and a stored version never changes. */
        record NumberTaken() implements Outcome {}

        /** @param objections what is wrong with the mapping */
        record Refused(List<String> objections) implements Outcome {}

        /** Nothing was stored, because a version is live already. */
        record AnotherIsLive() implements Outcome {}
    }

    /**
     * Stores {@code mapping}. No customer gets it before the pointers are moved to it.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome publish(Operator who, String why, TierMapping mapping) {
        var objections = check.objections(mapping);
        if (!objections.isEmpty()) {
            return new Outcome.Refused(objections);
        }
        var subject = MoveTiers.subject(mapping.version());
        return acts.run(
                who,
                why,
                "publish",
                subject,
                acts.audited(null, AuditAction.TIERS_PUBLISHED, subject, () -> stored(mapping)));
    }

    private Outcome stored(TierMapping mapping) {
        return catalogue.store(mapping).equals(mapping) ? new Outcome.Stored() : new Outcome.NumberTaken();
    }

    /**
     * Stores {@code mapping} and makes it live if no version is. It is recorded afterwards, because only an operator whose mapping became
     * live has done something.
     */
    public Outcome publishFirst(Operator who, TierMapping mapping) {
        if (catalogue.pointers().isPresent()) {
            return new Outcome.AnotherIsLive();
        }
        var objections = check.objections(mapping);
        if (!objections.isEmpty()) {
            return new Outcome.Refused(objections);
        }
        if (!catalogue.publishFirst(mapping, who.name(), clock.instant())) {
            return new Outcome.AnotherIsLive();
        }
        acts.record(who, "the first of its stage", "seed", MoveTiers.subject(mapping.version()));
        return catalogue.live().equals(mapping) ? new Outcome.Stored() : new Outcome.NumberTaken();
    }
}
