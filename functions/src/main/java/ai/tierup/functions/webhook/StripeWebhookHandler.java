package ai.tierup.functions.webhook;

import ai.tierup.functions.support.gateway.BufferedHandler;
import ai.tierup.functions.support.gateway.RehearsedRequest;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** {@code POST /webhooks/stripe}. */
public final class StripeWebhookHandler extends BufferedHandler {

    public StripeWebhookHandler() {
        super(StripeWebhookEndpoint.class, new RehearsedRequest("POST", "/webhooks/stripe", Map.of(), 400));
    }

    public StripeWebhookHandler(ApplicationContext context) {
        super(context, StripeWebhookEndpoint.class);
    }
}
