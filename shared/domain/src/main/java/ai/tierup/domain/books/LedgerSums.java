package ai.tierup.domain.books;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The sums of an account's rows from which its wallet follows. Rows are added one by one, because there may be millions. */
final class LedgerSums {

    private final LocalDate day;
    private final Map<HoldKey, Hold> openHolds;
    private final Map<SpenderId, Map<Window, Money>> keys = new HashMap<>();
    private final Map<Purse, Money> purses = new EnumMap<>(Purse.class);
    private final Freezes freezes;
    private final Money dailyLimit;
    private Money credits = Money.ZERO;
    private Money debits = Money.ZERO;
    private Money spentToday = Money.ZERO;
    private Money allowanceUsedToday = Money.ZERO;
    private long version;

    /**
     * @param stored what is not in the ledger: limits, freezes, and holds without a usage record. When there is no wallet, these are lost,
     *     so the new one stays frozen until an operator has looked at it
     * @param day day of the wallet
     */
    LedgerSums(Optional<Wallet> stored, LocalDate day) {
        this.day = day;
        this.openHolds = new HashMap<>(stored.map(Wallet::holds).orElse(Map.of()));
        stored.map(Wallet::keys).orElse(Map.of()).keySet().forEach(key -> keys.put(key, new EnumMap<>(Window.class)));
        this.freezes = stored.map(Wallet::freezes).orElse(new Freezes(Set.of(Freezes.OPERATOR), Set.of()));
        this.dailyLimit = stored.map(Wallet::dailyLimit).orElse(Wallet.NO_LIMIT);
        this.version = stored.map(Wallet::version).orElse(0L);
    }

    void add(LedgerEntry entry) {
        credits = credits.plus(entry.amount());
        purses.merge(entry.purse(), entry.amount(), Money::plus);
    }

    /** Adds a statement in place of the records of its day. */
    void add(Statement statement) {
        version = Math.max(version, statement.walletVersion());
        for (var purse : Purse.values()) {
            var pool = statement.movements().pools().get(purse.poolOf(statement.account()));
            if (pool != null) {
                charge(purse, pool.charged());
            }
        }
    }

    void add(UsageRecord record) {
        var hold = record.hold();
        if (Lanes.laneOf(hold.walletVersion()) == 0) {
            version = Math.max(version, hold.walletVersion());
        }
        openHolds.remove(record.holdKey());
        charge(hold.purse(), record.cost());
        var key = record.request().keyId();
        spend(
                record.day(),
                spender -> spender.isTeam() || (key != null && spender.equals(SpenderId.of(key))),
                record.cost(),
                record.costs().allowanceUsed());
    }

    private void charge(Purse purse, Money cost) {
        debits = debits.plus(cost);
        purses.merge(purse, Money.ZERO.minus(cost), Money::plus);
    }

    /**
     * Counts an amount against the limits of the day and of its spenders. The ledger does not say to which team a key belonged, so a team
     * counts what all keys have spent: too much, but never too little.
     */
    private void spend(LocalDate on, Predicate<SpenderId> isSpender, Money amount, Money allowance) {
        if (on.equals(day)) {
            spentToday = spentToday.plus(amount);
            allowanceUsedToday = allowanceUsedToday.plus(allowance);
        }
        keys.forEach((spender, spends) -> {
            if (isSpender.test(spender)) {
                for (var window : Window.values()) {
                    if (window.containsBoth(on, day)) {
                        spends.merge(window, amount, Money::plus);
                    }
                }
            }
        });
    }

    /** The wallet, once all rows are added. */
    Wallet wallet(AccountId account, Money freeAllowance) {
        for (var hold : openHolds.values()) {
            purses.merge(hold.purse(), Money.ZERO.minus(hold.amount()), Money::plus);
            spend(hold.day(), hold.spenders()::contains, hold.amount(), hold.freeAllowance());
        }
        var spends = new HashMap<SpenderId, KeySpend>();
        keys.forEach((key, amounts) -> spends.put(key, new KeySpend(amounts)));
        return new Wallet(
                account,
                freezes,
                new Balance(in(Purse.CASH), in(Purse.GRANT), credits, debits),
                version + 1,
                new DayCounters(day, dailyLimit, dailyLimit.minus(spentToday), freeAllowance.minus(allowanceUsedToday)),
                openHolds,
                spends);
    }

    private Money in(Purse purse) {
        return purses.getOrDefault(purse, Money.ZERO);
    }
}
