package ai.tierup.domain.alert;

import ai.tierup.domain.access.MailUnavailable;
import ai.tierup.domain.access.Mailer;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;

/** Sends an alert on its channel, to where the account wants it at that time. */
public final class AlertChannels {

    private final Alerts alerts;
    private final Accounts accounts;
    private final Mailer mailer;
    private final Webhooks webhooks;
    private final Alarms alarms;

    public AlertChannels(Alerts alerts, Accounts accounts, Mailer mailer, Webhooks webhooks, Alarms alarms) {
        this.alerts = alerts;
        this.accounts = accounts;
        this.mailer = mailer;
        this.webhooks = webhooks;
        this.alarms = alarms;
    }

    /** The outcome of an attempt. */
    enum Outcome {
        SENT,
        FAILED,

        /** The account does not want it any more, or is deleted. */
        UNWANTED
    }

    Outcome send(Delivery delivery) {
        var settings = alerts.find(delivery.account());
        var isWanted = settings.filter(found -> found.channels().contains(delivery.channel()))
                .isPresent();
        return switch (delivery.channel()) {
            case MAIL -> isWanted || delivery.alert().type().isUrgent() ? mail(delivery) : Outcome.UNWANTED;
            case WEBHOOK -> isWanted ? post(settings.orElseThrow(), delivery) : Outcome.UNWANTED;
        };
    }

    private Outcome mail(Delivery delivery) {
        var contact = accounts.find(delivery.account()).map(Account::contact);
        if (contact.isEmpty()) {
            return Outcome.UNWANTED;
        }
        try {
            mailer.send(AlertMail.of(contact.get().address(), delivery.alert()));
            return Outcome.SENT;
        } catch (MailUnavailable e) {
            alarms.raise(Alarm.MAIL_UNAVAILABLE, String.valueOf(e.getMessage()));
            return Outcome.FAILED;
        }
    }

    private Outcome post(AlertSettings settings, Delivery delivery) {
        var webhook = settings.webhook();
        return webhook != null && webhooks.post(webhook, delivery) ? Outcome.SENT : Outcome.FAILED;
    }
}
