package ai.tierup.functions.account;

import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.alert.WebhookSecret;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;

/** The {@code alerts} object of the API. */
public final class AlertsBody {

    private AlertsBody() {}

    /**
     * Writes settings.
     *
     * @param settings empty if none were made
     * @param newSecret the secret of a new webhook, which is shown only once
     */
    public static void write(JsonGenerator json, Optional<AlertSettings> settings, Optional<WebhookSecret> newSecret)
            throws IOException {
        var topics = settings.map(AlertSettings::topics).orElse(AlertTopics.NONE);
        var lowBalance = topics.lowBalance();
        json.writeStartObject();
        json.writeStringField("object", "alerts");
        json.writeFieldName(AlertFields.LOW_BALANCE.name());
        json.writeString(lowBalance == null ? null : lowBalance.usd());
        json.writeBooleanField(AlertFields.BUDGETS, topics.budgets());
        json.writeBooleanField(AlertFields.NEW_NETWORKS, topics.newNetworks());
        json.writeBooleanField(AlertFields.REVOKED_KEYS, topics.revokedKeys());
        json.writeBooleanField(
                AlertFields.EMAIL, settings.filter(AlertSettings::byMail).isPresent());
        json.writeFieldName(AlertFields.WEBHOOK);
        json.writeString(settings.map(AlertSettings::webhook)
                .map(webhook -> webhook.address().toString())
                .orElse(null));
        if (newSecret.isPresent()) {
            json.writeStringField("webhook_secret", newSecret.get().reveal());
        }
        json.writeEndObject();
    }
}
