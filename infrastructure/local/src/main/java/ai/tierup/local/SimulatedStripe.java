package ai.tierup.local;

import ai.tierup.local.simulators.StripeSecrets;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import java.io.IOException;
import java.net.BindException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Starts the simulated Stripe of a local run. */
final class SimulatedStripe {

    private SimulatedStripe() {}

    /** Returns the simulator, which {@code closer} stops; empty if the settings name another Stripe. */
    static Optional<StripeSimulator> start(LocalSettings settings, StripeSecrets secrets, Closer closer)
            throws IOException {
        if (settings.stripe().isSet()) {
            return Optional.empty();
        }
        var simulated =
                StripeSimulatorSettings.of(secrets.key(), secrets.webhook(), new SecureRandom(), Clock.systemUTC());
        return Optional.of(closer.add(
                settings.keepsState() ? startPersistent(simulated, settings) : StripeSimulator.start(simulated)));
    }

    /**
     * Starts a Stripe that keeps its payments between runs. It listens on the port after the service's, so that the addresses of open
     * checkouts stay valid, or on a free port if that one is taken.
     */
    private static StripeSimulator startPersistent(StripeSimulatorSettings simulated, LocalSettings settings)
            throws IOException {
        var kept = simulated.withFile(settings.dataFolder().resolve("stripe.json"));
        try {
            return StripeSimulator.start(kept.withPort(settings.port() == 0 ? 0 : settings.port() + 1));
        } catch (BindException e) {
            return StripeSimulator.start(kept);
        }
    }
}
