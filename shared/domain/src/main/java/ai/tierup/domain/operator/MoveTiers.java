package ai.tierup.domain.operator;

import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.PublishedTiers;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which stored versions of the tier mapping customers get: gives one to a share of them, makes it live, or goes back. */
public final class MoveTiers {

    private final RecordedActs acts;
    private final TierCatalogue catalogue;
    private final MappingCheck check;
    private final InstantSource clock;

    public MoveTiers(RecordedActs acts, TierCatalogue catalogue, MappingCheck check, InstantSource clock) {
        this.acts = acts;
        this.catalogue = catalogue;
        this.check = check;
        this.clock = clock;
    }

    /** The result of a move. */
    public sealed interface Outcome {

        /** @param to the pointers now */
        record Moved(TierPointers to) implements Outcome {}

        /** @param objections why nothing was moved */
        record Refused(List<String> objections) implements Outcome {}
    }

    /**
     * Gives a version to a share of the accounts, or changes the share of the one that has it.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome canary(Operator who, String why, Canary canary) {
        var seen = pointers();
        var mapping = catalogue.version(canary.version());
        if (mapping.isEmpty()) {
            return unknown(canary.version());
        }
        if (canary.version() == seen.live()) {
            return refused("Version " + canary.version() + " is live already.");
        }
        if (seen.canary() != null && seen.canary().version() != canary.version()) {
            return otherCanary(seen.canary());
        }
        var live = catalogue.version(seen.live()).orElseThrow();
        var objections = Stream.concat(
                        check.objections(mapping.get()).stream(),
                        MappingCheck.visibleDifferences(mapping.get(), live).stream())
                .toList();
        return objections.isEmpty()
                ? move(
                        new Act(who, why, "canary", AuditAction.TIERS_CANARY_STARTED),
                        subject(canary.version()) + " for " + canary.percent() + " %",
                        seen,
                        seen.withCanary(canary))
                : new Outcome.Refused(objections);
    }

    /**
     * Makes a version live for all accounts, and ends the canary.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome promote(Operator who, String why, int version) {
        var seen = pointers();
        var mapping = catalogue.version(version);
        if (mapping.isEmpty()) {
            return unknown(version);
        }
        if (version == seen.live()) {
            return refused("Version " + version + " is live already.");
        }
        if (seen.canary() != null && seen.canary().version() != version) {
            return otherCanary(seen.canary());
        }
        var objections = check.objections(mapping.get());
        return objections.isEmpty()
                ? move(
                        new Act(who, why, "promote", AuditAction.TIERS_PROMOTED),
                        subject(version),
                        seen,
                        seen.promoted(version))
                : new Outcome.Refused(objections);
    }

    /**
     * Ends the canary, or else makes the previous version live again. The version is not checked: it served customers before, and whoever
     * goes back is in a hurry.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     */
    public Outcome rollBack(Operator who, String why) {
        var seen = pointers();
        if (!seen.canRollBack()) {
            return refused("There is no canary, and no earlier version to go back to. Promote a version by its number:"
                    + " scripts/tiers history lists them.");
        }
        var to = seen.rolledBack();
        return move(
                new Act(who, why, "rollback", AuditAction.TIERS_ROLLED_BACK),
                seen.canary() == null
                        ? subject(to.live())
                        : subject(seen.canary().version()) + " as canary",
                seen,
                to);
    }

    private record Act(Operator who, String why, String what, AuditAction action) {}

    private Outcome move(Act act, String subject, TierPointers seen, TierPointers to) {
        var move = new TierMove(to, act.what(), act.who().name(), clock.instant(), act.why());
        var moving = acts.audited(null, act.action(), subject, () -> catalogue.move(seen, move));
        return acts.run(act.who(), act.why(), act.what(), subject, moving)
                ? new Outcome.Moved(to)
                : refused("Somebody else has moved the tiers in this moment. Look at scripts/tiers history, and try"
                        + " again.");
    }

    private TierPointers pointers() {
        return catalogue.pointers().orElseThrow(() -> new IllegalStateException("No tier mapping has been published"));
    }

    private static Outcome unknown(int version) {
        return refused("There is no version " + version + ". Store it with scripts/tiers publish.");
    }

    private static Outcome otherCanary(Canary canary) {
        return refused("Version " + canary.version() + " is a canary for " + canary.percent()
                + " % of the accounts. Promote it or roll it back first.");
    }

    private static Outcome refused(String objection) {
        return new Outcome.Refused(List.of(objection));
    }

    /**
     * The published versions.
     *
     * @throws IllegalStateException when none was ever published
     */
    public PublishedTiers published() {
        return catalogue.published();
    }

    /** A stored version. */
    public Optional<TierMapping> version(int number) {
        return catalogue.version(number);
    }

    /** The moves, newest first. */
    public List<TierMove> history() {
        return catalogue.history();
    }

    static String subject(int version) {
        return "mapping " + version;
    }
}
