package ai.tierup.local;

/** What a person needs to know once the service answers. */
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

                The page is at %s/ and DynamoDB at %s. %s %s
                Stop with Ctrl-C. A line per request:
                """.formatted(
                        url, key, url, key, url, key, url, service.dynamoDb(), upstream(settings), payments(settings));
    }

    private static String payments(LocalSettings settings) {
        if (!settings.stripe().isSet()) {
            return "Payments are simulated: open the checkout_url.";
        }
        return settings.stripe().hasWebhookSecret()
                ? "Payments are Stripe's, and its events have to reach this machine: stripe listen."
                : "Payments are Stripe's, and TIERUP_STRIPE_WEBHOOK_SECRET is not set, so its events are refused.";
    }

    private static String upstream(LocalSettings settings) {
        if (settings.upstream().url().isEmpty()) {
            return "Answers are simulated; set TIERUP_UPSTREAM_URL and TIERUP_UPSTREAM_KEY for real ones.";
        }
        var host = settings.upstream().url().get().getHost();
        var needsModel = !host.equals(OPENROUTER) && !settings.upstream().hasModel();
        return "Answers come from " + host + "."
                + (needsModel
                        ? "\nIt is asked for OpenRouter's model names: set TIERUP_UPSTREAM_MODEL to its own."
                        : "");
    }
}
