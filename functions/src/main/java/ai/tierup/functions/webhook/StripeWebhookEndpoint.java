package ai.tierup.functions.webhook;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.payment.BookReversals;
import ai.tierup.domain.payment.FulfilTopUp;
import ai.tierup.domain.payment.Fulfilment;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentProvider;
import ai.tierup.functions.support.gateway.Endpoint;
import ai.tierup.functions.support.gateway.Failures;
import ai.tierup.functions.support.gateway.GatewayRequest;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.gateway.Route;
import ai.tierup.functions.support.gateway.Routes;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.WebhookOutcome;
import ai.tierup.functions.support.secrets.CurrentSecrets;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.stripe.StripeEvent;
import ai.tierup.stripe.WebhookSignature;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/**
 * Handles Stripe's events. An event with a valid signature is used only to learn which checkout or payment to read from Stripe. The reply
 * is 2xx only when the effect is stored, because Stripe sends an event again after any other reply.
 */
@Singleton
final class StripeWebhookEndpoint implements Endpoint {

    private static final String PATH = "/webhooks/stripe";
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final PaymentProvider payments;
    private final FulfilTopUp fulfilTopUp;
    private final BookReversals bookReversals;
    private final CurrentSecrets<PaymentSecrets> secrets;
    private final Failures failures;
    private final Journal journal;
    private final InstantSource clock;

    StripeWebhookEndpoint(
            PaymentProvider payments,
            FulfilTopUp fulfilTopUp,
            BookReversals bookReversals,
            CurrentSecrets<PaymentSecrets> secrets,
            Failures failures,
            Journal journal,
            InstantSource clock) {
        this.payments = payments;
        this.fulfilTopUp = fulfilTopUp;
        this.bookReversals = bookReversals;
        this.secrets = secrets;
        this.failures = failures;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Reply answer(GatewayRequest request) {
        return Routes.of(Route.post(PATH, this::take)).answer(request);
    }

    private Reply take(GatewayRequest request) {
        var outcome = outcome(request);
        journal.notified(outcome);
        if (outcome.isMisconfiguration()) {
            journal.raise(Alarm.WEBHOOK_REFUSED, outcome.name());
        }
        return WebhookReply.of(outcome);
    }

    /** Also turns failures into an outcome, so that the metrics show operators whether events get through. */
    private WebhookOutcome outcome(GatewayRequest request) {
        try {
            return process(request);
        } catch (RuntimeException e) {
            failures.report(e, "");
            return WebhookOutcome.FAILED;
        }
    }

    private WebhookOutcome process(GatewayRequest request) {
        var current = secrets.fresh();
        if (current.paymentKey().isEmpty()) {
            return WebhookOutcome.NOT_SET_UP;
        }
        if (current.webhookSecrets().isEmpty()) {
            return WebhookOutcome.SECRET_MISSING;
        }
        if (request.body().length > MAX_BODY_BYTES || request.unreadable().isPresent()) {
            return WebhookOutcome.TOO_LARGE;
        }
        var header = request.header("stripe-signature").orElse("");
        return switch (new WebhookSignature(current.webhookSecrets(), clock).verify(header, request.body())) {
            case MALFORMED -> WebhookOutcome.UNSIGNED;
            case FORGED -> WebhookOutcome.FORGED;
            case OLD -> WebhookOutcome.OLD;
            case ACCEPTED ->
                switch (StripeEvent.read(request.body())) {
                    case StripeEvent.Unreadable() -> WebhookOutcome.UNREADABLE;
                    case StripeEvent.Read event ->
                        event.mode() == payments.mode() ? follow(event.notice()) : WebhookOutcome.OTHER_MODE;
                };
        };
    }

    private WebhookOutcome follow(Notice notice) {
        return switch (notice) {
            case Notice.SessionChanged(var session) -> outcome(fulfilTopUp.fulfil(session));
            case Notice.PaymentChanged(var payment) -> outcome(bookReversals.book(payment));
            case Notice.Irrelevant() -> WebhookOutcome.OF_NOTHING;
        };
    }

    private static WebhookOutcome outcome(Fulfilment fulfilment) {
        return switch (fulfilment) {
            case Fulfilment.Matched booked -> WebhookOutcome.TAKEN;
            case Fulfilment.NotOurs() -> WebhookOutcome.NOT_OURS;
            case Fulfilment.Unmatched() -> WebhookOutcome.UNMATCHED;
        };
    }
}
