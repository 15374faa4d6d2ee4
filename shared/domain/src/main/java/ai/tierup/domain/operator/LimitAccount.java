package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** Sets, changes or removes the daily limit of an account. Its owner can change it again. */
public final class LimitAccount {

    private final RecordedActs acts;
    private final SetDailyLimit setDailyLimit;

    public LimitAccount(RecordedActs acts, SetDailyLimit setDailyLimit) {
        this.acts = acts;
        this.setDailyLimit = setDailyLimit;
    }

    /**
     * Sets the limit.
     *
     * @param limit {@link Wallet#NO_LIMIT} removes it
     * @return the wallet with its new limit; empty if there is no such account
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long, or the limit is negative or too high
     */
    public Optional<Wallet> limit(Operator who, String why, AccountId account, Money limit) {
        if (!limit.equals(Wallet.NO_LIMIT) && (limit.isNegative() || !SetDailyLimit.MAX_DAILY_LIMIT.covers(limit))) {
            throw new IllegalArgumentException("A daily limit is from $0 to " + SetDailyLimit.MAX_DAILY_LIMIT + ".");
        }
        var target = limit.equals(Wallet.NO_LIMIT) ? "none" : limit.usd();
        var limiting =
                acts.audited(account, AuditAction.DAILY_LIMIT_CHANGED, target, () -> setDailyLimit.set(account, limit));
        return acts.run(who, why, "limit", account + " to " + target, limiting);
    }
}
