package ai.tierup.domain.usage;

import java.util.Collection;
import java.util.Map;

/** The latest checkpoint of each long answer, kept for two days. */
public interface Checkpoints {

    void keep(Checkpoint checkpoint);

    /** Those there are: a hold whose answer was short has none. */
    Map<OpenHold, Checkpoint> find(Collection<OpenHold> holds);
}
