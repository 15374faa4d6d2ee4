package ai.tierup.stripe;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a checkout session whose payment intent is expanded. */
final class SessionReader {

    static final String TYPE = "checkout.session";
    static final String STAGE = "tierup_stage";
    static final String ACCOUNT = "tierup_account";
    static final String TOP_UP = "tierup_top_up";

    private static final String PAYMENT = "payment_intent";
    private static final String SAVED = "off_session";
    private static final String AMOUNT = "amount_total";
    private static final Set<String> FAILED_PAYMENT_STATUSES = Set.of("requires_payment_method", "canceled");
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private SessionReader() {}

    /**
     * Returns empty for a session that takes no payment, and for one that is not ours and has no amount. Other software on the same
     * Stripe account may create such sessions.
     */
    static Optional<CheckoutSession> read(StripeObject answer) {
        var session = answer.requireType(TYPE);
        var reference = reference(session);
        if (!session.text("mode").equals("payment") || (reference == null && session.lacks(AMOUNT))) {
            return Optional.empty();
        }
        var payment = session.reference(PAYMENT);
        return Optional.of(new CheckoutSession(
                new SessionId(session.id()),
                status(session),
                session.mode(),
                reference,
                charge(session),
                payment == null ? null : new PaymentId(payment),
                url(session),
                saved(session)));
    }

    /** The payment method that a paid session has saved. */
    private static @Nullable SavedMethod saved(StripeObject session) {
        var payment = new StripeObject(session.json().path(PAYMENT));
        if (!payment.json().isObject()
                || !SAVED.equals(payment.textOrNull("setup_future_usage"))
                || !"succeeded".equals(payment.textOrNull("status"))) {
            return null;
        }
        var customer = payment.reference("customer");
        var method = payment.reference("payment_method");
        return customer == null || method == null ? null : new SavedMethod(customer, method);
    }

    private static CheckoutSession.Status status(StripeObject session) {
        var paid = session.text("payment_status");
        if (paid.equals("paid")) {
            return CheckoutSession.Status.PAID;
        }
        return switch (session.text("status")) {
            case "open" -> CheckoutSession.Status.OPEN;
            case "expired" -> CheckoutSession.Status.EXPIRED;
            case "complete" -> statusOfComplete(session, paid);
            default -> throw StripeObject.invalid("a session with an unknown status");
        };
    }

    /**
     * Returns the status of a completed session. A session looks the same whether its payment is pending or failed days later, so the
     * status of the payment decides.
     */
    private static CheckoutSession.Status statusOfComplete(StripeObject session, String paid) {
        return switch (paid) {
            case "unpaid" ->
                FAILED_PAYMENT_STATUSES.contains(session.object(PAYMENT).text("status"))
                        ? CheckoutSession.Status.FAILED
                        : CheckoutSession.Status.PENDING;
            // No payment was requested, so none was made. Such a session cannot top up a wallet.
            case "no_payment_required" -> CheckoutSession.Status.FAILED;
            default -> throw StripeObject.invalid("a session with an unknown payment status");
        };
    }

    private static Charge charge(StripeObject session) {
        var amount = session.amount(AMOUNT);
        if (amount < 0) {
            throw StripeObject.invalid("a session with a negative amount");
        }
        return new Charge(session.currency(), amount);
    }

    static @Nullable OrderReference reference(StripeObject session) {
        if (session.lacks("metadata")) {
            return null;
        }
        var metadata = session.object("metadata");
        var stage = metadata.textOrNull(STAGE);
        var account = metadata.textOrNull(ACCOUNT);
        var topUp = metadata.textOrNull(TOP_UP);
        if (stage == null || stage.isBlank() || account == null || topUp == null) {
            return null;
        }
        var id = TopUpId.parsePublic(topUp);
        return id.isPresent() && AccountId.isValid(account)
                ? new OrderReference(stage, new AccountId(account), id.get())
                : null;
    }

    private static @Nullable URI url(StripeObject session) {
        var text = session.textOrNull("url");
        if (text == null) {
            return null;
        }
        try {
            var url = new URI(text);
            if (url.getHost() != null && WEB_SCHEMES.contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Not passed on as the cause, because its message contains the URL.
        }
        throw StripeObject.invalid("a session whose URL is not an http or https URL");
    }
}
