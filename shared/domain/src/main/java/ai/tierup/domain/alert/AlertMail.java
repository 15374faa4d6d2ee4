package ai.tierup.domain.alert;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.account.EmailAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes the mail for an alert. The only words of a customer in it are the names of teams. */
final class AlertMail {

    private static final String HOW_TO_STOP =
            "You asked for this message. To change what you are told of, use PUT /v1/account/alerts.\n";

    private AlertMail() {}

    static Mail of(EmailAddress to, Alert alert) {
        return new Mail(to, subject(alert), text(alert) + (alert.type().isUrgent() ? "" : "\n" + HOW_TO_STOP));
    }

    private static String subject(Alert alert) {
        return switch (alert.type()) {
            case LOW_BALANCE -> "Your TierUp balance is below $" + cents(alert, Alert.LOW_BALANCE);
            case BUDGET_REACHED ->
                "%s has used %s %% of its limit for the %s"
                        .formatted(
                                isAccount(alert) ? "Your TierUp account" : "A TierUp " + kind(alert),
                                alert.detail(Alert.PERCENT),
                                alert.detail(Alert.WINDOW));
            case NEW_NETWORK -> "New sign-in to your TierUp account";
            case KEY_REVOKED -> "A TierUp key was revoked";
            case AUTO_TOP_UP_PAUSED -> "Your TierUp account was not topped up";
        };
    }

    private static String text(Alert alert) {
        return switch (alert.type()) {
            case LOW_BALANCE -> """
                    The balance of your account is $%s.
                    Requests are refused when it does not cover the most that they can cost. To go on, top up.
                    """.formatted(cents(alert, Alert.BALANCE));
            case BUDGET_REACHED ->
                isAccount(alert)
                        ? dailyLimit(alert)
                        : """
                    The %s %s has spent $%s of its limit of $%s for this %s (UTC).
                    Its requests are refused when the rest does not cover the most that they can cost, until the next %s
                    begins. Other keys go on. To let it spend more, raise its limit.
                    """.formatted(
                                        kind(alert),
                                        alert.detail(kind(alert)),
                                        cents(alert, Alert.SPENT),
                                        cents(alert, Alert.LIMIT),
                                        alert.detail(Alert.WINDOW),
                                        alert.detail(Alert.WINDOW));
            case NEW_NETWORK -> """
                    Somebody has signed in to your account from the network %s at %s,
                    from which nobody had signed in for the last 90 days.
                    If it was not you, end all sessions with DELETE /v1/sessions, revoke keys that you do not know, and
                    secure your mailbox, to which sign-in codes are sent.
                    """.formatted(alert.detail(Alert.NETWORK), alert.at());
            case KEY_REVOKED -> """
                    The key %s was revoked at %s by %s.
                    Its requests are refused. GET /v1/audit shows who did what to your account.
                    """.formatted(alert.detail(Alert.KEY), alert.at(), alert.detail(Alert.ACTOR));
            case AUTO_TOP_UP_PAUSED ->
                """
                    %s Nothing was charged, and your balance is as it was.
                    Automatic top-ups have paused. When your balance is used up, requests are refused.

                    To top up by $%s and let automatic top-ups go on, pay here within 24 hours:
                    %s

                    The payment method that you use there replaces the saved one. Later, place a top-up with
                    POST /v1/wallet/top-ups and "save_payment_method": true.
                    To end automatic top-ups, and delete the payment method, use DELETE /v1/account/auto-top-up.
                    """.formatted(why(alert), cents(alert, Alert.AMOUNT), alert.detail(Alert.CHECKOUT));
        };
    }

    private static String dailyLimit(Alert alert) {
        return """
                Your account has spent $%s of its limit of $%s for this day (UTC).
                Requests are refused when the rest does not cover the most that they can cost, until the next day begins.
                Nothing that was paid is lost. To spend more today, raise the limit with PUT /v1/wallet/daily-limit.
                """.formatted(cents(alert, Alert.SPENT), cents(alert, Alert.LIMIT));
    }

    private static String why(Alert alert) {
        return alert.detail(Alert.REASON).equals("declined")
                ? "Your saved payment method was declined repeatedly."
                : "Your bank wants you to confirm the payment for an automatic top-up.";
    }

    private static boolean isAccount(Alert alert) {
        return alert.details().containsKey(Alert.ACCOUNT);
    }

    /** The kind of what has reached its limit, if it is not the account, which is also the name of its detail. */
    private static String kind(Alert alert) {
        return alert.details().containsKey(Alert.TEAM) ? Alert.TEAM : Alert.KEY;
    }

    private static String cents(Alert alert, String detail) {
        return new BigDecimal(alert.detail(detail))
                .setScale(2, RoundingMode.FLOOR)
                .toPlainString();
    }
}
