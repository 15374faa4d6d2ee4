package ai.tierup.functions.webhook;

import ai.tierup.api.ApiErrors;
import ai.tierup.functions.support.gateway.Reply;
import ai.tierup.functions.support.observability.WebhookOutcome;

/** Replies to Stripe. Operators can read them in Stripe's dashboard. */
final class WebhookReply {

    private WebhookReply() {}

    static Reply of(WebhookOutcome outcome) {
        return switch (outcome) {
            case TAKEN, NOT_OURS, OF_NOTHING -> received();
            case NOT_SET_UP, SECRET_MISSING -> Reply.error(ApiErrors.paymentsNotSetUp());
            case FAILED -> Reply.error(ApiErrors.serviceUnavailable());
            case TOO_LARGE -> Reply.error(ApiErrors.requestTooLarge());
            case UNSIGNED -> signature("The Stripe-Signature header is missing or malformed.");
            case FORGED -> signature("The signature does not match the body or the secret.");
            case OLD -> signature("The event was signed more than five minutes ago.");
            case UNREADABLE -> body("The body is not a valid event.");
            case OTHER_MODE -> body("The event's mode (test or live) does not match the configured key.");
            case UNMATCHED -> body("The payment does not match the order that it names.");
        };
    }

    private static Reply received() {
        return Reply.json(json -> {
            json.writeStartObject();
            json.writeBooleanField("received", true);
            json.writeEndObject();
        });
    }

    private static Reply signature(String advice) {
        return Reply.error(ApiErrors.invalidValue("stripe-signature", advice));
    }

    private static Reply body(String advice) {
        return Reply.error(ApiErrors.invalidValue("body", advice));
    }
}
