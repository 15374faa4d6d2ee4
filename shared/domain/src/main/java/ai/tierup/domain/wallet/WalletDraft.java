package ai.tierup.domain.wallet;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The next image of a wallet while it is being made: what is not touched stays as it was. */
final class WalletDraft {

    private final Wallet before;

    final Set<String> frozenBy;
    final Set<String> endedDisputes;
    final Map<HoldKey, Hold> holds;
    final Map<KeyId, KeySpend> keys;
    Money debits;
    LocalDate day;
    Money dailyLimit;
    Money dailyLeft;
    Money freeLeft;
    private Money cash;
    private Money grant;
    private Money credits;

    WalletDraft(Wallet before) {
        this.before = before;
        this.frozenBy = new HashSet<>(before.frozenBy());
        this.endedDisputes = new HashSet<>(before.endedDisputes());
        this.holds = new HashMap<>(before.holds());
        this.keys = new HashMap<>(before.keys());
        this.debits = before.debits();
        this.day = before.day();
        this.dailyLimit = before.dailyLimit();
        this.dailyLeft = before.dailyLeft();
        this.freeLeft = before.freeLeft();
        this.cash = before.cash();
        this.grant = before.grant();
        this.credits = before.credits();
    }

    /** Adds what an entry brings, or takes what it costs. */
    void credit(LedgerEntry entry) {
        switch (entry.purse()) {
            case CASH -> cash = cash.plus(entry.amount());
            case GRANT -> grant = grant.plus(entry.amount());
            case FREE -> throw new IllegalArgumentException("The free allowance is no money");
        }
        credits = credits.plus(entry.amount());
    }

    /** Takes a new hold from its purse and from the day's counters. */
    void take(Hold hold) {
        var amount = hold.amount();
        switch (hold.purse()) {
            case CASH -> cash = cash.minus(amount);
            case GRANT -> grant = grant.minus(amount);
            case FREE -> freeLeft = freeLeft.minus(hold.freeAllowance());
        }
        dailyLeft = dailyLeft.minus(amount);
        change(hold.limitedKey(), amount, amount);
    }

    /** Gives what a hold did not cost back to its purse, and to those counters that still count its day. */
    void giveBack(Application application) {
        var rest = application.rest();
        var today = application.sameDay() ? rest : Money.ZERO;
        switch (application.hold().purse()) {
            case CASH -> cash = cash.plus(rest);
            case GRANT -> grant = grant.plus(rest);
            case FREE -> freeLeft = application.sameDay() ? freeLeft.plus(application.allowanceRest()) : freeLeft;
        }
        dailyLeft = dailyLeft.plus(today);
        switch (application.keyCounters()) {
            case DAY_AND_MONTH -> change(application.hold().limitedKey(), minus(rest), minus(rest));
            case MONTH -> change(application.hold().limitedKey(), Money.ZERO, minus(rest));
            case NONE -> {}
        }
    }

    Wallet image(long version) {
        return new Wallet(
                before.account(),
                frozenBy,
                endedDisputes,
                cash,
                grant,
                credits,
                debits,
                version,
                day,
                dailyLimit,
                dailyLeft,
                freeLeft,
                holds,
                keys);
    }

    private void change(@Nullable KeyId key, Money today, Money thisMonth) {
        if (key != null) {
            keys.computeIfPresent(key, (id, spend) -> spend.changedBy(today, thisMonth));
        }
    }

    private static Money minus(Money amount) {
        return Money.ZERO.minus(amount);
    }
}
