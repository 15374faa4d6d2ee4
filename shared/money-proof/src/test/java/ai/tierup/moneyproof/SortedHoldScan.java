package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletScan;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A scan that returns a wallet once for each hold, sorted by key. The order of an unmodifiable map differs between runs of Java, but a
 * seed must always give the same history.
 */
record SortedHoldScan(WalletScan scan) implements WalletScan {

    @Override
    public Page all(Optional<String> after) {
        return scan.all(after);
    }

    @Override
    public Page holding(Optional<String> after) {
        var page = scan.holding(after);
        return new Page(page.wallets().stream().flatMap(SortedHoldScan::each).toList(), page.unreadable(), page.end());
    }

    @Override
    public String after(AccountId account) {
        return scan.after(account);
    }

    private static Stream<Wallet> each(Wallet wallet) {
        return wallet.holds().keySet().stream()
                .sorted(Comparator.comparing(HoldKey::toString))
                .map(key -> only(key, wallet));
    }

    private static Wallet only(HoldKey key, Wallet wallet) {
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                wallet.balance(),
                wallet.version(),
                wallet.counters(),
                Map.of(key, wallet.holds().get(key)),
                wallet.keys());
    }
}
