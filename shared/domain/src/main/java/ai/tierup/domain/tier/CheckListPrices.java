package ai.tierup.domain.tier;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Raises an alarm for each live tier whose list price is too old to advertise a discount with. */
public final class CheckListPrices {

    private final TierCatalogue catalogue;
    private final Alarms alarms;
    private final InstantSource clock;

    public CheckListPrices(TierCatalogue catalogue, Alarms alarms, InstantSource clock) {
        this.catalogue = catalogue;
        this.alarms = alarms;
        this.clock = clock;
    }

    public void check() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var tier : catalogue.live().inOrder()) {
            if (tier.listPrices().isStale(today)) {
                alarms.raise(
                        Alarm.LIST_PRICES_STALE,
                        tier.id().publicName() + " " + tier.listPrices().asOf());
            }
        }
    }
}
