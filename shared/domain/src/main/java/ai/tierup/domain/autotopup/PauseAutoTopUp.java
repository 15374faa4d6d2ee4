package ai.tierup.domain.autotopup;

import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.UrgentAlerts;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.payment.PlaceTopUp;
import java.time.InstantSource;
import java.util.Objects;

/** Pauses automatic top-ups, and tells the customer what to do: to pay at a checkout, which saves the payment method that is used. */
public final class PauseAutoTopUp {

    private final AutoTopUps store;
    private final PlaceTopUp placeTopUp;
    private final UrgentAlerts urgentAlerts;
    private final AuditTrail trail;
    private final InstantSource clock;

    public PauseAutoTopUp(
            AutoTopUps store, PlaceTopUp placeTopUp, UrgentAlerts urgentAlerts, AuditTrail trail, InstantSource clock) {
        this.store = store;
        this.placeTopUp = placeTopUp;
        this.urgentAlerts = urgentAlerts;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Writes a pause together with the message, so that the customer is told of each pause. A crash leaves at most a checkout that nobody
     * knows of, and that expires.
     *
     * @param paused the next version of what is stored, with its pause and a rule
     * @throws ai.tierup.domain.payment.PaymentsUnavailable when no checkout could be opened; nothing is paused then
     */
    void pause(AutoTopUp paused) {
        var rule = Objects.requireNonNull(paused.rule());
        var reason = Objects.requireNonNull(paused.progress().pausedBy());
        var account = paused.account();
        var order = placeTopUp.place(Origin.SERVICE, account, rule.amount(), rule.returnPage(), true);
        trail.record(Origin.SERVICE, account, AuditAction.AUTO_TOP_UP_PAUSED, reason.publicName());
        var checkout = Objects.requireNonNull(order.checkoutUrl());
        var alert = Alert.autoTopUpPaused(clock.instant(), reason.publicName(), rule.amount(), checkout);
        store.tell(paused, urgentAlerts.deliveries(account, alert));
    }
}
