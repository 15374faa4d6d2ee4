package ai.tierup.domain.alert;

/** The port to the webhooks of customers. */
public interface Webhooks {

    /** Posts an alert, and returns whether the receiver has accepted it. Never throws. */
    boolean post(Webhook webhook, Delivery delivery);
}
