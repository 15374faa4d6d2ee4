package ai.tierup.local.demo;

import ai.tierup.domain.tier.TierMapping;
import java.nio.file.Path;

/** A demonstration of one claim, in a few seconds and on a separate service. */
interface Demo {

    /**
     * Runs the demo and prints to standard output.
     *
     * @param home the repository's folder
     * @param folder an empty folder, deleted afterwards
     * @param mapping the tiers on sale
     */
    void run(Path home, Path folder, TierMapping mapping) throws Exception;
}
