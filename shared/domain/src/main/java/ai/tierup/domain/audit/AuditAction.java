package ai.tierup.domain.audit;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events in an audit log. Stored and shown by their public names, which never change. */
public enum AuditAction {
    ACCOUNT_OPENED("account.opened"),
    ACCOUNT_EXPORTED("account.exported"),
    ACCOUNT_DELETED("account.deleted"),
    ACCOUNT_FROZEN("account.frozen"),
    ACCOUNT_THAWED("account.thawed"),
    ACCOUNT_NOTED("account.noted"),
    SIGNED_IN("session.started"),
    SIGNED_OUT("session.ended"),
    SIGNED_OUT_EVERYWHERE("sessions.ended"),
    KEY_CREATED("key.created"),
    KEY_CHANGED("key.changed"),
    KEY_REVOKED("key.revoked"),
    DAILY_LIMIT_CHANGED("wallet.daily_limit_changed"),
    TOP_UP_PLACED("wallet.top_up_placed"),
    CASH_REFUNDED("wallet.cash_refunded"),
    AUTO_TOP_UP_CHANGED("auto_top_up.changed"),
    AUTO_TOP_UP_STOPPED("auto_top_up.stopped"),
    AUTO_TOP_UP_PAUSED("auto_top_up.paused"),
    PAYMENT_METHOD_SAVED("payment_method.saved"),
    CREDIT_GRANTED("credit.granted"),
    CREDIT_RELEASED("credit.released"),
    CREDIT_ENDED("credit.ended"),
    DISPUTE_OPENED("dispute.opened"),
    DISPUTE_CLOSED("dispute.closed"),
    ENTRY_BOOKED("wallet.entry_booked"),
    WALLET_REBUILT("wallet.rebuilt"),
    ALERTS_CHANGED("alerts.changed"),
    MODELS_CHANGED("models.changed"),
    RESPONSES_CHANGED("responses.changed"),
    ALERT_DROPPED("alert.dropped"),
    TEAM_CHANGED("team.changed"),
    TIERS_PUBLISHED("tiers.published"),
    TIERS_CANARY_STARTED("tiers.canary_started"),
    TIERS_PROMOTED("tiers.promoted"),
    TIERS_ROLLED_BACK("tiers.rolled_back");

    private final String publicName;

    AuditAction(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    public static Optional<AuditAction> named(String publicName) {
        return Arrays.stream(values())
                .filter(action -> action.publicName.equals(publicName))
                .findFirst();
    }
}
