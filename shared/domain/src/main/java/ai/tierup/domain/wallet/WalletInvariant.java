package ai.tierup.domain.wallet;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;

/** Looks at every image that the ledger returns: one that does not add up alarms the operator and freezes its wallet. */
public final class WalletInvariant {

    private final WalletLedger ledger;
    private final Alarms alarms;

    public WalletInvariant(WalletLedger ledger, Alarms alarms) {
        this.ledger = ledger;
        this.alarms = alarms;
    }

    /** Whether {@code image} adds up. */
    public boolean verify(Wallet image) {
        if (image.isBalanced()) {
            return true;
        }
        alarms.raise(Alarm.WALLET_UNBALANCED, image.account().value());
        if (!image.frozenBy().contains(Freezes.INVARIANT)) {
            ledger.freeze(image.account(), Freezes.INVARIANT);
        }
        return false;
    }
}
