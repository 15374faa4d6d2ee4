package ai.tierup.local.simulators;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.operator.MappingFile;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs only the simulated upstream and the simulated Stripe, for a service that runs elsewhere, such as on LocalStack. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Runs until standard input ends. When both simulators are ready, it prints {@code upstream simulator ready on <base URL>} and
     * {@code stripe simulator ready on <base URL>}. The upstream answers without delays. Stripe sends no events; they can be listed.
     *
     * @param arguments the tier mapping whose models are served, Stripe's API key, and Stripe's webhook secret
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var mapping = MappingFile.read(Path.of(arguments[0]));
        var upstream = SimulatorSettings.immediate(Clock.systemUTC()).withModels(models(mapping));
        var payments = StripeSimulatorSettings.of(arguments[1], arguments[2], new SecureRandom(), Clock.systemUTC());
        try (var simulator = UpstreamSimulator.start(upstream);
                var stripe = StripeSimulator.start(payments)) {
            System.out.println("upstream simulator ready on " + simulator.baseUrl());
            System.out.println("stripe simulator ready on " + stripe.baseUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** All models in the mapping. */
    public static Set<String> models(TierMapping mapping) {
        return mapping.inOrder().stream()
                .flatMap(tier -> tier.candidates().stream())
                .map(Candidate::slug)
                .collect(Collectors.toSet());
    }
}
