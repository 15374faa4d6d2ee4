package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.SetLanes;

/** Divides the wallet of an account into lanes, for more requests at the same time than one item can take. */
public final class DivideWallet {

    private final RecordedActs acts;
    private final SetLanes setLanes;

    public DivideWallet(RecordedActs acts, SetLanes setLanes) {
        this.acts = acts;
        this.setLanes = setLanes;
    }

    /**
     * Sets the number of lanes; 1 makes it one wallet again. Customers see nothing of it, so it is not in their audit log.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long, or there cannot be as many lanes
     */
    public SetLanes.Outcome divide(Operator who, String why, AccountId account, int lanes) {
        if (lanes < 1 || lanes > Lanes.MAX) {
            throw new IllegalArgumentException("A wallet has 1 to " + Lanes.MAX + " lanes.");
        }
        return acts.run(who, why, "lanes", account + " to " + lanes, () -> setLanes.set(account, lanes));
    }
}
