package ai.tierup.local;

import ai.tierup.local.upstream.SimulatorSettings;
import ai.tierup.local.upstream.UpstreamSimulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;

/** Runs the simulated upstream alone, for a service that runs elsewhere, such as on LocalStack. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /**
     * Ends with its standard input. The argument is the tier mapping whose models it serves, at once and without waits. When requests
     * are answered it prints {@code upstream simulator ready on <base URL>}.
     */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var mapping = MappingFile.read(Path.of(arguments[0]));
        var settings = SimulatorSettings.immediate(Clock.systemUTC()).withModels(LocalService.slugs(mapping));
        try (var simulator = UpstreamSimulator.start(settings)) {
            System.out.println("upstream simulator ready on " + simulator.baseUrl());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
