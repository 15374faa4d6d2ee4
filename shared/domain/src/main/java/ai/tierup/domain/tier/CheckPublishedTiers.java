package ai.tierup.domain.tier;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Raises alarms for what has become wrong about the published tiers by the passing of time: a list price that is too old to advertise a
 * discount with, a candidate that its provider soon stops serving.
 */
public final class CheckPublishedTiers {

    private static final int NOTICE_DAYS = 14;

    private final TierCatalogue catalogue;
    private final Alarms alarms;
    private final InstantSource clock;

    public CheckPublishedTiers(TierCatalogue catalogue, Alarms alarms, InstantSource clock) {
        this.catalogue = catalogue;
        this.alarms = alarms;
        this.clock = clock;
    }

    public void check() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var mapping : catalogue.published().all()) {
            for (var tier : mapping.inOrder()) {
                check(tier, today);
            }
        }
    }

    private void check(Tier tier, LocalDate today) {
        var name = tier.id().publicName();
        if (tier.listPrices().isStale(today)) {
            alarms.raise(Alarm.LIST_PRICES_STALE, name + " " + tier.listPrices().asOf());
        }
        for (var candidate : tier.candidates()) {
            if (candidate.isRemovedWithin(NOTICE_DAYS, today)) {
                alarms.raise(Alarm.CANDIDATE_ENDING, name + " " + candidate.name() + " " + candidate.removedOn());
            }
        }
    }
}
