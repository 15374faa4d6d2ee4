package ai.tierup.domain.wallet;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;

/** Checks the images that the ledger returns. An image that does not balance raises an alarm and freezes its wallet. */
public final class WalletInvariant {

    private final WalletLedger ledger;
    private final Alarms alarms;

    public WalletInvariant(WalletLedger ledger, Alarms alarms) {
        this.ledger = ledger;
        this.alarms = alarms;
    }

    /** Returns whether {@code image} balances. If it does not, raises the alarm and freezes the wallet. */
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
