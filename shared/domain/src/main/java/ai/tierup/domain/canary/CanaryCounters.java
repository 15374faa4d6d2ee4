package ai.tierup.domain.canary;

import java.time.Instant;

/** Store of the results of canaries, which all environments share. */
public interface CanaryCounters {

    /**
     * Adds results by one write. If its answer is lost, they may be counted or not.
     *
     * @param revision revision of the pointers under which the requests were served
     * @return all results of that revision
     */
    CanaryCounts add(int revision, CanaryCounts more, Instant now);

    /** All results of a revision. */
    CanaryCounts read(int revision);
}
