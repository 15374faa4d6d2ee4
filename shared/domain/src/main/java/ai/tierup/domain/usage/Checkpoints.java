package ai.tierup.domain.usage;

import java.util.Collection;
import java.util.Map;

/** Store of the latest checkpoint of each long answer, kept for two days. */
public interface Checkpoints {

    void keep(Checkpoint checkpoint);

    /** The checkpoints that exist. A hold whose answer was short has none. */
    Map<OpenHold, Checkpoint> find(Collection<OpenHold> holds);
}
