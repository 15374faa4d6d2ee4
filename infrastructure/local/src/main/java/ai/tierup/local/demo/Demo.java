package ai.tierup.local.demo;

import ai.tierup.domain.tier.TierMapping;
import java.nio.file.Path;

/** A demonstration of one claim, in a few seconds and on a separate service. */
interface Demo {

    /** The sentence that is true if the demo passes. */
    String claim();

    /**
     * Runs the demo and prints what it sees to standard output.
     *
     * @param home the repository's folder
     * @param folder an empty folder, deleted afterwards
     * @param mapping the tiers on sale
     * @return true if the claim is true of what it saw
     */
    boolean run(Path home, Path folder, TierMapping mapping) throws Exception;
}
