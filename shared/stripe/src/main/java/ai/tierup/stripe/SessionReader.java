package ai.tierup.stripe;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a checkout session whose payment intent was expanded. */
final class SessionReader {

    static final String TYPE = "checkout.session";
    static final String STAGE = "tierup_stage";
    static final String ACCOUNT = "tierup_account";
    static final String TOP_UP = "tierup_top_up";

    private static final String PAYMENT = "payment_intent";
    private static final String AMOUNT = "amount_total";
    private static final Set<String> NOT_COMING = Set.of("requires_payment_method", "canceled");
    private static final Set<String> WEB = Set.of("http", "https");

    private SessionReader() {}

    /** Empty when it takes no payment, or one of an unknown amount: ours never do, others' of the same Stripe account may. */
    static Optional<CheckoutSession> read(StripeObject answer) {
        var session = answer.as(TYPE);
        var reference = reference(session);
        if (!session.text("mode").equals("payment") || (reference == null && session.hasNo(AMOUNT))) {
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
                url(session)));
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
            default -> throw StripeObject.nonsense("a session of unknown status");
        };
    }

    /** The session of a payment that failed days later looks like one that is awaited: only the payment tells. */
    private static CheckoutSession.Status statusOfComplete(StripeObject session, String paid) {
        return switch (paid) {
            case "unpaid" ->
                NOT_COMING.contains(session.object(PAYMENT).text("status"))
                        ? CheckoutSession.Status.FAILED
                        : CheckoutSession.Status.PENDING;
            // Nobody was asked to pay, so nobody has: it is no way to top up.
            case "no_payment_required" -> CheckoutSession.Status.FAILED;
            default -> throw StripeObject.nonsense("a session of unknown payment status");
        };
    }

    private static Charge charge(StripeObject session) {
        var amount = session.whole(AMOUNT);
        if (amount < 0) {
            throw StripeObject.nonsense("a session of less than nothing");
        }
        return new Charge(session.currency(), amount);
    }

    private static @Nullable OrderReference reference(StripeObject session) {
        if (session.hasNo("metadata")) {
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
            if (url.getHost() != null && WEB.contains(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message would repeat the address.
        }
        throw StripeObject.nonsense("an address that leads nowhere");
    }
}
