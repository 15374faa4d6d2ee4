package ai.tierup.domain.alert;

import ai.tierup.domain.account.AccountId;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes the deliveries of alerts that a customer gets without having asked for them: by mail, and to the webhook, if there is one. */
public final class UrgentAlerts {

    private final Alerts alerts;
    private final InstantSource clock;
    private final RandomGenerator random;

    public UrgentAlerts(Alerts alerts, InstantSource clock, RandomGenerator random) {
        this.alerts = alerts;
        this.clock = clock;
        this.random = random;
    }

    /** Returns deliveries that are due now, and that the caller has to store. */
    public List<Delivery> deliveries(AccountId account, Alert alert) {
        var channels = EnumSet.of(Channel.MAIL);
        alerts.find(account).map(AlertSettings::channels).ifPresent(channels::addAll);
        var now = clock.instant();
        return channels.stream()
                .map(channel -> new Delivery(DeliveryId.of(now, random.nextLong()), account, channel, alert, 0, now))
                .toList();
    }
}
