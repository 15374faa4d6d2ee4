package ai.tierup.local;

import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** Runs the simulated upstream and the simulated Stripe alone, for a service that runs elsewhere, such as on LocalStack. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Ends with its standard input. The arguments are the tier mapping whose models are served, at once and without waits, and the key
     * and the webhook's secret of Stripe, which keeps its events until they are asked for. When requests are answered it prints {@code
     * upstream simulator ready on <base URL>} and {@code stripe simulator ready on <base URL>}.
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var mapping = MappingFile.read(Path.of(arguments[0]));
        var upstream = SimulatorSettings.immediate(Clock.systemUTC()).withModels(LocalService.slugs(mapping));
        var payments = StripeSimulatorSettings.of(arguments[1], arguments[2], new SecureRandom(), Clock.systemUTC());
        try (var simulator = UpstreamSimulator.start(upstream);
                var stripe = StripeSimulator.start(payments)) {
            System.out.println("upstream simulator ready on " + simulator.baseUrl());
            System.out.println("stripe simulator ready on " + stripe.baseUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
