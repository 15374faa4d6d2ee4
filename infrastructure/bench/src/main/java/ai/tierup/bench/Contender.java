package ai.tierup.bench;

import java.io.IOException;
import java.util.Optional;

/**
 * One of those that are measured side by side.
 *
 * @param meter of its process; empty for the provider, and for a peer whose process is not known
 * @param isCompared true for the provider, for the first mode of our gateway, and for peers: they get every load at the same rate. Further modes get only the
 *     loads of whole answers, at a rate that they can bear
 */
record Contender(Target target, Optional<ProcessMeter> meter, boolean isCompared) {

    String name() {
        return target.name();
    }

    /** What its process has used so far. */
    ProcessMeter.Use use() throws IOException {
        return meter.isPresent() ? meter.get().use() : ProcessMeter.Use.none();
    }
}
