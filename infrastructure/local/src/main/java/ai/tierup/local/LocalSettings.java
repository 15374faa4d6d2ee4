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
 * Settings of the local run, in addition to the settings of the service.
 *
 * @param folder the folder for keys and addresses, and for the tables if it is configured
 * @param simulatedTokenPace time between two tokens of the simulated upstream
 * @param endpoint a DynamoDB to use in place of DynamoDB Local
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
     * An upstream to use in place of the simulator.
     *
     * @param url empty for the simulator
     */
    record RealUpstream(Optional<URI> url, boolean hasModel) {}

    /**
     * A Stripe to use in place of the simulator.
     *
     * @param isSet false for the simulator
     * @param hasWebhookSecret true if its events can be verified
     */
    record RealStripe(boolean isSet, boolean hasWebhookSecret) {}

    /** @param defaultFolder the data folder if none is configured; it gets only keys and addresses */
    static LocalSettings of(Variables variables, Path defaultFolder) {
        var folder = ServiceFolder.of(variables, defaultFolder).checked(variables);
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

    /** Returns true if tables and payments are kept when the service stops. */
    boolean keepsState() {
        return folder.isConfigured();
    }
}
