package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.Optional;

/** The keys and teams whose spending their account's wallet counts. A limit is enforced only against such a count. */
final class CountedKeys {

    private final WalletLedger ledger;

    CountedKeys(WalletLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Makes the wallet count what {@code spender} spends, unless it already does. Returns empty, or the reason it cannot be counted.
     *
     * @throws AccountDeleted when the wallet belongs to a deleted account
     */
    Optional<KeyRefusal> count(AccountId account, SpenderId spender) {
        return switch (ledger.countKey(account, spender)) {
            case WriteAnswer.Written written -> Optional.empty();
            case WriteAnswer.Refused(var seen) ->
                seen.map(wallet -> refusal(wallet, spender)).orElseGet(() -> Optional.of(new KeyRefusal.NoWallet()));
        };
    }

    private static Optional<KeyRefusal> refusal(Wallet wallet, SpenderId spender) {
        if (wallet.frozenBy().contains(Freezes.DELETED)) {
            throw new AccountDeleted(wallet.account());
        }
        return wallet.keys().containsKey(spender)
                ? Optional.empty()
                : Optional.of(new KeyRefusal.TooManyLimitedKeys(Wallet.MAX_LIMITED_KEYS));
    }

    /** Stops counting a key or a team that can no longer be used, which frees its place in the wallet. */
    void forget(AccountId account, SpenderId spender) {
        ledger.forgetKey(account, spender);
    }
}
