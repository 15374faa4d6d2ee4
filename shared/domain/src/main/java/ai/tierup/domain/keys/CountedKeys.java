package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.domain.wallet.WriteAnswer;
import java.util.Optional;

/** The keys whose spending the wallet of their account counts. A limit is enforced only against such a count. */
final class CountedKeys {

    private final WalletLedger ledger;

    CountedKeys(WalletLedger ledger) {
        this.ledger = ledger;
    }

    /** Counts what {@code key} spends from now on, if that is not counted yet. Empty when it is; else why it cannot be. */
    Optional<KeyRefusal> count(AccountId account, KeyId key) {
        return switch (ledger.countKey(account, key)) {
            case WriteAnswer.Written written -> Optional.empty();
            case WriteAnswer.Refused(var seen) ->
                seen.isEmpty()
                        ? Optional.of(new KeyRefusal.NoWallet())
                        : seen.get().keys().containsKey(key)
                                ? Optional.empty()
                                : Optional.of(new KeyRefusal.TooManyLimitedKeys(Wallet.MAX_LIMITED_KEYS));
        };
    }

    /** Frees the place of a key that nobody can use any more. */
    void forget(AccountId account, KeyId key) {
        ledger.forgetKey(account, key);
    }
}
