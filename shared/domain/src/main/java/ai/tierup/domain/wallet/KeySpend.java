package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;

/**
 * What a key with limits has spent and holds.
 *
 * @param today since midnight UTC of the wallet's day
 * @param thisMonth since the first of that day's month
 */
public record KeySpend(Money today, Money thisMonth) {

    public static final KeySpend NOTHING = new KeySpend(Money.ZERO, Money.ZERO);

    KeySpend onNewDay(boolean sameMonth) {
        return new KeySpend(Money.ZERO, sameMonth ? thisMonth : Money.ZERO);
    }

    KeySpend changedBy(Money todayDelta, Money monthDelta) {
        return new KeySpend(today.plus(todayDelta), thisMonth.plus(monthDelta));
    }
}
