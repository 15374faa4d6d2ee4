package ai.tierup.domain.alert;

/** A way to deliver alerts. */
public enum Channel {
    MAIL,
    WEBHOOK
}
