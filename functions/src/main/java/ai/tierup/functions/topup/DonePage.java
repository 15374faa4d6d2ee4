package ai.tierup.functions.topup;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.Fulfilment;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.functions.site.SitePage;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.Failures;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The page to which a customer returns from the checkout. It credits a paid checkout itself, in case the webhook is late. Anybody who has
 * the checkout's id can open the page, so it shows only the amount and the state of the payment.
 */
@Singleton
final class DonePage implements Endpoint {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final FulfilTopUp fulfilTopUp;
    private final CurrentSecrets<PaymentSecrets> secrets;
    private final Failures failures;
    private final SitePage page = SitePage.load("top-up-done.html", "../");

    DonePage(FulfilTopUp fulfilTopUp, CurrentSecrets<PaymentSecrets> secrets, Failures failures) {
        this.fulfilTopUp = fulfilTopUp;
        this.secrets = secrets;
        this.failures = failures;
    }

    @Override
    public Reply answer(GatewayRequest request) {
        var text = request.parameter("session_id");
        if (text.isEmpty()) {
            return reply(
                    OK,
                    "Nothing was paid",
                    "You left the checkout. Your wallet has not changed. You can still use the checkout.");
        }
        var session = text.flatMap(DonePage::session);
        return session.isEmpty() ? notFound() : fulfilled(session.get());
    }

    private static Optional<SessionId> session(String text) {
        return SessionId.isValid(text) ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    private Reply fulfilled(SessionId session) {
        try {
            return secrets.fresh().paymentKey().isEmpty()
                    ? reply(
                            UNAVAILABLE,
                            "Payments are not set up",
                            "The operator of this service has to add the payment provider's keys.")
                    : reply(fulfilTopUp.fulfil(session));
        } catch (RuntimeException e) {
            // A person reads this page, so every failure gets a readable answer.
            return reply(
                    failures.report(e, "").code().status(),
                    "We cannot look up this payment right now",
                    "If you have paid, the money will be in your wallet within minutes. Reload this page to check.");
        }
    }

    private Reply reply(Fulfilment fulfilment) {
        return switch (fulfilment) {
            case Fulfilment.Matched(var order) -> reply(order);
            case Fulfilment.NotOurs() -> notFound();
            case Fulfilment.Unmatched() ->
                reply(
                        CONFLICT,
                        "We have to check this payment",
                        "This payment does not match its order. We have been notified, and your money is not lost.");
        };
    }

    private Reply reply(TopUpOrder order) {
        var amount = dollars(order.amount());
        return switch (order.status()) {
            case PAID -> reply(OK, amount + " was added to your wallet", "Thank you. Your requests can use it now.");
            case PENDING ->
                reply(
                        OK,
                        amount + " has not arrived yet",
                        "If you have paid, your bank can take some days. The money will be in your wallet as soon as"
                                + " it arrives. If you have not, the checkout is still open.");
            case FAILED ->
                reply(
                        OK,
                        "The payment did not go through",
                        "Nothing was added to your wallet. Start a new top-up to try again.");
            case EXPIRED ->
                reply(OK, "This checkout has expired", "Nothing was paid. Start a new top-up to try again.");
        };
    }

    private Reply notFound() {
        return reply(NOT_FOUND, "Checkout not found", "Check the address of this page, or start a new top-up.");
    }

    private Reply reply(int status, String title, String text) {
        return page.render(status, title, text).with("cache-control", "no-store");
    }

    private static String dollars(Money amount) {
        return "$" + new BigDecimal(amount.usd()).setScale(2);
    }
}
