package ai.tierup.domain.alert;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Changes what the owner of an account is told of, and how. */
public final class ChangeAlerts {

    private final Alerts alerts;
    private final Accounts accounts;
    private final AuditTrail trail;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random cryptographically strong */
    public ChangeAlerts(
            Alerts alerts, Accounts accounts, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        this.alerts = alerts;
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
        this.random = random;
    }

    /** The outcome of {@link #change}. */
    public sealed interface Outcome {

        /** @param newSecret the webhook's secret, if it is new; it cannot be shown again */
        record Changed(AlertSettings settings, Optional<WebhookSecret> newSecret) implements Outcome {}

        /** The account has no e-mail address. Nothing was changed. */
        record NoAddress() implements Outcome {}
    }

    /**
     * Replaces the settings of an account. A webhook gets a new secret when its address is new.
     *
     * @param webhook address that {@link Webhook#parseAddress} has returned; null for no webhook
     */
    public Outcome change(Origin origin, AccountId account, AlertTopics topics, boolean byMail, @Nullable URI webhook) {
        if (byMail && accounts.find(account).map(Account::contact).isEmpty()) {
            return new Outcome.NoAddress();
        }
        var before = alerts.find(account);
        var kept =
                before.map(AlertSettings::webhook).filter(old -> old.address().equals(webhook));
        var changed = kept.orElseGet(() -> webhook == null ? null : new Webhook(webhook, WebhookSecret.draw(random)));
        var since = before.filter(AlertSettings::isOn)
                .map(AlertSettings::since)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var settings = new AlertSettings(account, topics, byMail, changed, since);
        trail.record(origin, account, AuditAction.ALERTS_CHANGED, "alerts");
        alerts.save(settings);
        return new Outcome.Changed(
                settings, kept.isPresent() || changed == null ? Optional.empty() : Optional.of(changed.secret()));
    }
}
