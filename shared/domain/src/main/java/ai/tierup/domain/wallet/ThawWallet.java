package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.Optional;

/** Lifts one reason for which a wallet is frozen; the others stay. */
public final class ThawWallet {

    private static final int MAX_SENDS = 10;

    private final WalletLedger ledger;

    public ThawWallet(WalletLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Lifts {@code reason}, if the wallet is frozen for it.
     *
     * @return the wallet without {@code reason}; empty when the account has no wallet
     * @throws IllegalStateException when concurrent callers keep changing the reasons
     */
    public Optional<Wallet> thaw(AccountId account, String reason) {
        var seen = ledger.find(account);
        for (var send = 0; send < MAX_SENDS && seen.isPresent(); send++) {
            if (isLifted(seen.get(), reason)) {
                return seen;
            }
            switch (ledger.thaw(account, seen.get().frozenBy(), reason)) {
                case WriteAnswer.Written(var image) -> {
                    return Optional.of(image);
                }
                case WriteAnswer.Refused(var other) -> seen = other;
            }
        }
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        throw new IllegalStateException("The reasons for which " + account + " is frozen change too often");
    }

    /** Returns whether nothing is left to write. A dispute is lifted only once the wallet lists it as ended. */
    private static boolean isLifted(Wallet wallet, String reason) {
        return Freezes.isDispute(reason)
                ? wallet.endedDisputes().contains(reason)
                : !wallet.frozenBy().contains(reason);
    }
}
