package ai.tierup.local;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertState;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.alert.AlertType;
import ai.tierup.domain.alert.Alerts;
import ai.tierup.domain.alert.Channel;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.DeliveryId;
import ai.tierup.domain.alert.Webhook;
import ai.tierup.domain.alert.WebhookSecret;
import ai.tierup.domain.money.Money;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Gives an account everything that the job of alerts can have to do. */
final class PendingAlerts {

    private static final int EXHAUSTED = 6;

    private PendingAlerts() {}

    /** Adds a balance that is low, a delivery that is due, and one that is given up. */
    static void add(LocalService service, AccountId account) {
        var alerts = service.bean(Alerts.class);
        var now = Instant.now();
        var webhook = new Webhook(
                URI.create("https://hooks.invalid/"), new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        var topics = new AlertTopics(Money.ofUsd("1000000"), true, true, true);
        alerts.save(new AlertSettings(account, topics, false, webhook, now));
        var next = new AlertState(account, alerts.state(account).version() + 1, false, null, Map.of(), Set.of());
        alerts.advance(next, List.of(delivery(account, 0, now), delivery(account, EXHAUSTED, now)));
    }

    private static Delivery delivery(AccountId account, int attempts, Instant now) {
        var alert = new Alert(AlertType.KEY_REVOKED, now, Map.of("key", "key_1", "actor", "session"));
        var id = DeliveryId.of(now, ThreadLocalRandom.current().nextLong());
        return new Delivery(id, account, Channel.WEBHOOK, alert, attempts, now);
    }
}
