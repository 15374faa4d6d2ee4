package ai.tierup.local.show;

import ai.tierup.domain.tier.TierMapping;
import java.nio.file.Path;

/** A claim, shown in some seconds on a service of its own. */
interface Show {

    /**
     * Shows it on standard output.
     *
     * @param home the repository's folder
     * @param folder an empty one, gone afterwards
     * @param mapping the tiers on sale
     */
    void run(Path home, Path folder, TierMapping mapping) throws Exception;
}
