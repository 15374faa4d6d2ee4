package ai.tierup.local;

/** The text that is printed once the service is ready. */
final class Greeting {

    private static final String OPENROUTER = "openrouter.ai";

    private Greeting() {}

    static String of(LocalService service, LocalSettings settings) {
        var url = service.url();
        var key = service.demoKey().reveal();
        return """

                export OPENAI_BASE_URL=%s/v1
                export OPENAI_API_KEY=%s

                curl -N %s/v1/chat/completions -H "Authorization: Bearer %s" -H "Content-Type: application/json" \\
                  -d '{"model": "tier-2", "stream": true, "messages": [{"role": "user", "content": "Say hello."}]}'

                curl %s/v1/wallet/top-ups -H "Authorization: Bearer %s" -H "Content-Type: application/json" \\
                  -d '{"amount_usd": 25}'

                The web page is at %s/ and DynamoDB at %s. %s %s
                Stop with Ctrl-C. One line per request follows:
                """.formatted(
                        url, key, url, key, url, key, url, service.dynamoDb(), upstream(settings), payments(settings));
    }

    private static String payments(LocalSettings settings) {
        if (!settings.stripe().isSet()) {
            return "Payments are simulated: open the checkout_url.";
        }
        return settings.stripe().hasWebhookSecret()
                ? "Payments go through Stripe. Run \"stripe listen\", so that its events reach this machine."
                : "Payments go through Stripe. Its events are refused, because TIERUP_STRIPE_WEBHOOK_SECRET is not set.";
    }

    private static String upstream(LocalSettings settings) {
        if (settings.upstream().url().isEmpty()) {
            return "Answers are simulated. Set TIERUP_UPSTREAM_URL and TIERUP_UPSTREAM_KEY for real ones.";
        }
        var host = settings.upstream().url().get().getHost();
        var needsModel = !host.equals(OPENROUTER) && !settings.upstream().hasModel();
        return "Answers come from " + host + "."
                + (needsModel
                        ? "\nRequests use OpenRouter's model names. Set TIERUP_UPSTREAM_MODEL to a model of that server."
                        : "");
    }
}
