package ai.tierup.local;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.functions.support.wiring.BadSetting;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.stripe.StripePayments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the environment says of the local run, beside what it says of the service.
 *
 * @param dataFolder where keys and ports are written, and, when {@code keepsState}, the tables
 * @param simulatedTokenPace time between two tokens of the simulated upstream
 * @param upstream another upstream than the simulator
 * @param hasStripe whether another Stripe than the simulator is set
 * @param hasWebhookSecret whether its events can be verified
 * @param endpoint another DynamoDB than DynamoDB Local
 */
record LocalSettings(
        int port,
        Path dataFolder,
        boolean keepsState,
        Money demoBalance,
        Duration requestTimeout,
        Duration simulatedTokenPace,
        Optional<URI> upstream,
        boolean hasUpstreamModel,
        boolean hasStripe,
        boolean hasWebhookSecret,
        Optional<URI> endpoint) {

    /** @param otherwise the data folder when none is set; only keys and ports are written there */
    static LocalSettings of(Variables variables, Path otherwise) {
        if (variables.text("TIERUP_SECRETS").isPresent()) {
            throw new BadSetting("TIERUP_SECRETS", "unset: it names the secret of a stage on AWS, and this is none");
        }
        var keepsState = variables.text("TIERUP_DATA_DIR").isPresent();
        var key = variables.text("TIERUP_STRIPE_KEY");
        if (!keepsState && key.map(StripePayments::modeOf).equals(Optional.of(PaymentMode.LIVE))) {
            throw new BadSetting(
                    "TIERUP_DATA_DIR", "set beside a live key of Stripe, or what is paid is forgotten at the end");
        }
        return new LocalSettings(
                variables.wholeNumber("TIERUP_PORT", 0, 65_535, 8080),
                dataFolder(variables, otherwise),
                keepsState,
                variables.usd("TIERUP_DEMO_BALANCE_USD", "25"),
                Settings.requestTimeout(variables),
                Duration.ofMillis(variables.wholeNumber("TIERUP_SIMULATED_TOKEN_MILLIS", 0, 1000, 15)),
                variables.url("TIERUP_UPSTREAM_URL"),
                variables.text("TIERUP_UPSTREAM_MODEL").isPresent(),
                variables.url("TIERUP_STRIPE_URL").isPresent() || key.isPresent(),
                variables.text("TIERUP_STRIPE_WEBHOOK_SECRET").isPresent(),
                variables.url("AWS_ENDPOINT_URL"));
    }

    /** Where a service that runs here has written down how it is reached. */
    static Path dataFolder(Variables variables, Path otherwise) {
        return variables.text("TIERUP_DATA_DIR").map(Path::of).orElse(otherwise).toAbsolutePath();
    }
}
