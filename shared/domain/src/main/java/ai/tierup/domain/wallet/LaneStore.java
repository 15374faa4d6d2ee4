package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;

/** The durable store of the lanes of wallets, each of which is stored like a wallet. {@link LanedLedger} makes one wallet of them. */
public interface LaneStore {

    /** The store of the lanes with one number. Lane 0 is the wallet itself, which also gets all entries. */
    WalletLedger lane(int number);

    /**
     * Writes {@link Wallet#divided}, on the condition that lane 0 is still divided as in {@code seen}, on the same day, and not frozen if lanes
     * are opened.
     */
    WriteAnswer divide(Wallet seen, Lanes next);

    /** Writes both images of {@code move}. Returns whether both of its conditions are met; if not, nothing is written. */
    boolean move(AccountId account, LaneMove move);
}
