package ai.tierup.domain.wallet;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one key may spend. A key without limits has none of these.
 *
 * @param daily in a UTC day; null for no limit
 * @param monthly in a UTC month; null for no limit
 */
public record KeyLimits(
        KeyId key, @Nullable Money daily, @Nullable Money monthly) {

    /** The largest {@code today} at which {@code amount} still fits; null for any. */
    public @Nullable Money mostToday(Money amount) {
        return daily == null ? null : daily.minus(amount);
    }

    /** The largest {@code thisMonth} at which {@code amount} still fits; null for any. */
    public @Nullable Money mostThisMonth(Money amount) {
        return monthly == null ? null : monthly.minus(amount);
    }

    boolean afford(KeySpend spend, Money amount) {
        var mostToday = mostToday(amount);
        var mostThisMonth = mostThisMonth(amount);
        return (mostToday == null || mostToday.covers(spend.today()))
                && (mostThisMonth == null || mostThisMonth.covers(spend.thisMonth()));
    }
}
