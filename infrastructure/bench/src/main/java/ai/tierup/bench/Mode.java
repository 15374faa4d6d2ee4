package ai.tierup.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A way to run the gateway. */
enum Mode {
    /** With both compilers, as {@code scripts/start} runs it, on DynamoDB Local. */
    FULL("full", "tierup"),
    /** With the quick compiler alone, as Lambda runs it by default, on DynamoDB Local. */
    QUICK("quick", "tierup, quick compiler"),
    /** With both compilers, on tables in its own memory: what the gateway costs without a database and its client. */
    MEMORY("memory", "tierup, in memory");

    private static final String OPTIONS = "-XX:+UseSerialGC -Xms64m ";

    private final String option;
    private final String target;

    Mode(String option, String target) {
        this.option = option;
        this.target = target;
    }

    static Optional<Mode> named(String option) {
        return List.of(values()).stream()
                .filter(mode -> mode.option.equals(option))
                .findFirst();
    }

    /** The name of its target in the report. */
    String target() {
        return target;
    }

    /** Starts a gateway before the provider at {@code provider}, and returns when it is ready. */
    Gateway start(Path home, URI provider) throws IOException {
        return switch (this) {
            case FULL -> DynamoDbGateway.start(this, home, provider, OPTIONS + "-Xmx1g");
            case QUICK -> DynamoDbGateway.start(this, home, provider, OPTIONS + "-Xmx1g -XX:TieredStopAtLevel=1");
            case MEMORY -> MemoryGateway.start(home, provider, OPTIONS + "-Xmx3g");
        };
    }
}
