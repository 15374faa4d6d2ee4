package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import java.util.Optional;

/** A scan of whole wallets. Those with holds are read lane by lane, because a hold is settled in its lane. */
public final class LanedScan implements WalletScan {

    private final WalletScan items;
    private final WalletLedger ledger;

    /**
     * @param items the scan of the store, whose pages of all wallets have lane 0 of each
     * @param ledger the ledger of whole wallets
     */
    public LanedScan(WalletScan items, WalletLedger ledger) {
        this.items = items;
        this.ledger = ledger;
    }

    @Override
    public Page all(Optional<String> after) {
        var page = items.all(after);
        return new Page(page.wallets().stream().map(this::whole).toList(), page.unreadable(), page.end());
    }

    private Wallet whole(Wallet wallet) {
        return wallet.lanes().areUsed() ? ledger.find(wallet.account()).orElse(wallet) : wallet;
    }

    @Override
    public Page holding(Optional<String> after) {
        return items.holding(after);
    }

    @Override
    public String after(AccountId account) {
        return items.after(account);
    }
}
