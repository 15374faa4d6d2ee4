package ai.tierup.local;

import ai.tierup.domain.money.Money;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.service.ServiceFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the environment says of the local run, beside what it says of the service.
 *
 * @param folder where keys and addresses are written, and, when it has a name, the tables
 * @param simulatedTokenPace time between two tokens of the simulated upstream
 * @param endpoint another DynamoDB than DynamoDB Local
 */
record LocalSettings(
        int port,
        ServiceFolder folder,
        Money demoBalance,
        Duration requestTimeout,
        Duration simulatedTokenPace,
        RealUpstream upstream,
        RealStripe stripe,
        Optional<URI> endpoint) {

    /**
     * Another upstream than the simulator.
     *
     * @param url empty when there is none
     */
    record RealUpstream(Optional<URI> url, boolean hasModel) {}

    /**
     * Another Stripe than the simulator.
     *
     * @param isSet whether there is one
     * @param hasWebhookSecret whether its events can be verified
     */
    record RealStripe(boolean isSet, boolean hasWebhookSecret) {}

    /** @param otherwise the data folder when none is set; only keys and addresses are written there */
    static LocalSettings of(Variables variables, Path otherwise) {
        var folder = ServiceFolder.of(variables, otherwise).checked(variables);
        var hasStripe = variables.url("TIERUP_STRIPE_URL").isPresent()
                || variables.text("TIERUP_STRIPE_KEY").isPresent();
        return new LocalSettings(
                variables.wholeNumber("TIERUP_PORT", 0, 65_535, 8080),
                folder,
                variables.usd("TIERUP_DEMO_BALANCE_USD", "25"),
                Settings.requestTimeout(variables),
                Duration.ofMillis(variables.wholeNumber("TIERUP_SIMULATED_TOKEN_MILLIS", 0, 1000, 15)),
                new RealUpstream(
                        variables.url("TIERUP_UPSTREAM_URL"),
                        variables.text("TIERUP_UPSTREAM_MODEL").isPresent()),
                new RealStripe(
                        hasStripe,
                        variables.text("TIERUP_STRIPE_WEBHOOK_SECRET").isPresent()),
                variables.url("AWS_ENDPOINT_URL"));
    }

    Path dataFolder() {
        return folder.path();
    }

    /** Whether tables and payments outlive the service. */
    boolean keepsState() {
        return folder.hasName();
    }
}
