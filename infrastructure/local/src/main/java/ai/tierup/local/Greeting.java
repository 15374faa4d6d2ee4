package ai.tierup.local;

import ai.tierup.local.seed.Seed;
import ai.tierup.local.seed.SeededKeys;
import java.nio.file.Path;

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
                %s
                curl -N %s/v1/chat/completions -H "Authorization: Bearer %s" -H "Content-Type: application/json" \\
                  -d '{"model": "tier-2", "stream": true, "messages": [{"role": "user", "content": "Say hello."}]}'

                curl %s/v1/wallet/top-ups -H "Authorization: Bearer %s" -H "Content-Type: application/json" \\
                  -d '{"amount_usd": 25}'

                Web page  %s/
                Sign up   %s/dashboard, or POST %s/v1/sign-up; sign in as %s; codes are at %s
                DynamoDB  %s
                Stripe    %s
                API keys  %s (demo: the one above; load-01 to load-16: accounts for load tests)

                %s
                Stop with Ctrl-C. One line per request follows:
                """.formatted(
                        url,
                        key,
                        dataFolder(settings),
                        url,
                        key,
                        url,
                        key,
                        url,
                        url,
                        url,
                        Seed.DEMO_ADDRESS,
                        service.outbox(),
                        service.dynamoDb(),
                        stripe(service, settings),
                        SeededKeys.file(settings.dataFolder()).toAbsolutePath(),
                        upstream(settings));
    }

    /** Without this line, scripts in another terminal would look for the service in the default folder. */
    private static String dataFolder(LocalSettings settings) {
        return settings.keepsState() ? "export TIERUP_DATA_DIR=%s\n".formatted(quoted(settings.dataFolder())) : "";
    }

    private static String quoted(Path path) {
        return "'" + path.toAbsolutePath().toString().replace("'", "'\\''") + "'";
    }

    private static String stripe(LocalService service, LocalSettings settings) {
        if (!settings.stripe().isSet()) {
            return service.stripe()
                            .map(simulated -> simulated.baseUrl().toString())
                            .orElse("") + " (simulated; to pay, open the checkout_url of a top-up)";
        }
        return settings.stripe().hasWebhookSecret()
                ? "the real one. Run \"stripe listen\", so that its events reach this machine."
                : "the real one. Its events are refused, because TIERUP_STRIPE_WEBHOOK_SECRET is not set.";
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
