package ai.tierup.domain.operator;

import ai.tierup.domain.assess.Remap;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

    /** The result of publishing what an evaluation proposes. */
    public sealed interface Proposed {

        /** @param mapping the version that was stored, or that is the canary already */
        record Stored(TierMapping mapping) implements Proposed {}

        /** @param objections why nothing was stored */
        record Refused(List<String> objections) implements Proposed {}
    }

    /**
     * Stores the live mapping with a change, under the next free number.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Proposed publish(Operator who, String why, Remap remap) {
        var published = catalogue.published();
        var live = published.live();
        if (!remap.suits(live)) {
            return new Proposed.Refused(
                    List.of(remap.tier().publicName() + " no longer begins with " + remap.incumbent() + ", with which "
                            + remap.first().name() + " was compared. Evaluate it again."));
        }
        var canary = published.canary();
        if (canary != null
                && remap.applied(live, canary.version(), canary.publishedAt()).equals(canary)) {
            return new Proposed.Stored(canary);
        }
        var mapping =
                remap.applied(live, nextVersion(live.version()), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        return switch (publish(who, why, mapping)) {
            case Outcome.Stored stored -> new Proposed.Stored(mapping);
            case Outcome.Refused(var objections) -> new Proposed.Refused(objections);
            case Outcome.NumberTaken taken ->
                new Proposed.Refused(List.of("Somebody else has stored a version in this moment. Try again."));
            case Outcome.AnotherIsLive another ->
                throw new IllegalStateException("Only the first mapping of a stage depends on what is live");
        };
    }

    private int nextVersion(int last) {
        var next = last + 1;
        while (catalogue.version(next).isPresent()) {
            next++;
        }
        return next;
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
