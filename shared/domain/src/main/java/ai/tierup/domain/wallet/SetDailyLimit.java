package ai.tierup.domain.wallet;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.money.Money;
import java.util.Optional;

/** Sets, changes or removes an account's daily limit, at any time of the day. */
public final class SetDailyLimit {

    /** The highest limit that can be set. */
    public static final Money MAX_DAILY_LIMIT = Money.ofUsd("1000000");

    private static final int MAX_SENDS = 10;

    private final WalletLedger ledger;
    private final WalletInvariant invariant;

    public SetDailyLimit(WalletLedger ledger, Alarms alarms) {
        this.ledger = ledger;
        this.invariant = new WalletInvariant(ledger, alarms);
    }

    /**
     * Sets the daily limit.
     *
     * @param limit the new limit; {@link Wallet#NO_LIMIT} removes it
     * @return the wallet with the new limit; empty when the account has no wallet
     * @throws IllegalStateException when concurrent callers keep changing the limit
     */
    public Optional<Wallet> set(AccountId account, Money limit) {
        var seen = ledger.find(account);
        for (var send = 0; send < MAX_SENDS && seen.isPresent(); send++) {
            switch (ledger.changeDailyLimit(account, seen.get().dailyLimit(), limit)) {
                case WriteAnswer.Written(var image) -> {
                    invariant.verify(image);
                    return Optional.of(image);
                }
                case WriteAnswer.Refused(var other) -> seen = other;
            }
        }
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        throw new IllegalStateException("The daily limit of " + account + " changes too often");
    }
}
