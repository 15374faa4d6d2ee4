package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how many lanes of an account are open, as the last image said. A wrong guess costs one refused write, but no money: a closed lane
 * refuses holds, and lane 0 takes all that other lanes could.
 */
final class LaneMemory {

    private static final int MAX_ACCOUNTS = 10_000;
    private static final int SPREAD = 0x9E3779B9;

    private final Map<AccountId, Integer> open = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Integer> eldest) {
            return size() > MAX_ACCOUNTS;
        }
    };

    /**
     * The lane for a hold. What only lane 0 has is paid there: granted credit, the free allowance, and what keys and teams with limits
     * have spent. All sends of a request go to the same lane, as long as the number of open lanes is remembered as the same.
     */
    int laneFor(AccountId account, Placement placement) {
        if (placement.hold().purse() != Purse.CASH || !placement.spenders().isEmpty()) {
            return 0;
        }
        var hash = placement.key().request().value().hashCode() * SPREAD;
        return Math.floorMod(hash ^ (hash >>> 16), openLanes(account));
    }

    private synchronized int openLanes(AccountId account) {
        return open.getOrDefault(account, 1);
    }

    /** Notes an image of lane 0. */
    synchronized void note(Wallet main) {
        if (main.lanes().open() == 1) {
            open.remove(main.account());
        } else {
            open.put(main.account(), main.lanes().open());
        }
    }

    /** Makes the next hold be placed in lane 0, which says how many lanes there are. */
    synchronized void forget(AccountId account) {
        open.remove(account);
    }
}
