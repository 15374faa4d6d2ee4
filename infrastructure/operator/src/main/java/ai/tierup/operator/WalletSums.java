package ai.tierup.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.util.Optional;

/** A scan that passes wallets to an audit and adds them up, so that each is read only once. */
final class WalletSums implements WalletScan {

    private final WalletScan wallets;
    private Money credits = Money.ZERO;
    private Money debits = Money.ZERO;
    private Money cash = Money.ZERO;
    private Money grant = Money.ZERO;
    private Money held = Money.ZERO;
    private long holds;

    WalletSums(WalletScan wallets) {
        this.wallets = wallets;
    }

    @Override
    public Page all(Optional<String> after) {
        return added(wallets.all(after));
    }

    @Override
    public Page holding(Optional<String> after) {
        return added(wallets.holding(after));
    }

    @Override
    public String after(AccountId account) {
        return wallets.after(account);
    }

    private Page added(Page page) {
        page.wallets().forEach(this::add);
        return page;
    }

    private void add(Wallet wallet) {
        credits = credits.plus(wallet.credits());
        debits = debits.plus(wallet.debits());
        cash = cash.plus(wallet.cash());
        grant = grant.plus(wallet.grant());
        held = held.plus(wallet.held());
        holds += wallet.holds().size();
    }

    @Override
    public String toString() {
        return "credits %s - usage %s, cash %s + grant %s + held %s in %d holds"
                .formatted(credits, debits, cash, grant, held, holds);
    }
}
