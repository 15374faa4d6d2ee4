package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.UrgentAlerts;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.PlaceTopUp;
import ai.tierup.domain.payment.TopUpOrder;
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
     * Writes a pause together with the message, so that the customer is told of each pause. Overlapping calls, and one that repeats a call
     * that was interrupted, use one checkout: a customer who finds two open ones could pay both.
     *
     * @param paused the next version of what is stored, with its pause and a rule
     * @param failed order of the charge that led to the pause
     * @return whether it paused; false, without a message, if another call has written meanwhile
     * @throws ai.tierup.domain.payment.PaymentsUnavailable when no checkout could be opened; nothing is paused then
     */
    boolean pause(AutoTopUp paused, TopUpId failed) {
        var rule = Objects.requireNonNull(paused.rule());
        var reason = Objects.requireNonNull(paused.progress().pausedBy());
        var account = paused.account();
        var checkout = Objects.requireNonNull(place(account, rule, failed).checkoutUrl());
        var alert = Alert.autoTopUpPaused(clock.instant(), reason.publicName(), rule.amount(), checkout);
        if (!store.tell(paused, urgentAlerts.deliveries(account, alert))) {
            return false;
        }
        trail.record(Origin.SERVICE, account, AuditAction.AUTO_TOP_UP_PAUSED, reason.publicName());
        return true;
    }

    /** Places the order of the checkout. A rule that was changed meanwhile has another one, because a checkout cannot be changed. */
    private TopUpOrder place(AccountId account, AutoTopUpRule rule, TopUpId failed) {
        var cause = "%s failed: %s, %s".formatted(failed.publicName(), rule.amount(), rule.returnPage());
        return placeTopUp.placeFor(account, cause, rule.amount(), rule.returnPage());
    }
}
