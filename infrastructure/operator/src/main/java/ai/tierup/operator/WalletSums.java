package ai.tierup.operator;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A scan that passes wallets to an audit and adds them up, so that each is read only once. */
final class WalletSums implements WalletScan {

    private final WalletScan wallets;
    private final List<Wallet> seen = new ArrayList<>();

    WalletSums(WalletScan wallets) {
        this.wallets = wallets;
    }

    @Override
    public Page all(Optional<String> after) {
        return recorded(wallets.all(after));
    }

    @Override
    public Page holding(Optional<String> after) {
        return recorded(wallets.holding(after));
    }

    private Page recorded(Page page) {
        seen.addAll(page.wallets());
        return page;
    }

    @Override
    public String toString() {
        return "credits %s - usage %s, cash %s + grant %s + held %s in %d holds"
                .formatted(
                        sum(Wallet::credits),
                        sum(Wallet::debits),
                        sum(Wallet::cash),
                        sum(Wallet::grant),
                        sum(Wallet::held),
                        seen.stream().mapToInt(wallet -> wallet.holds().size()).sum());
    }

    private Money sum(Function<Wallet, Money> amount) {
        return seen.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }
}
