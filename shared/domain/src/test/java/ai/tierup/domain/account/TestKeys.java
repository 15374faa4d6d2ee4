package ai.tierup.domain.account;

import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/** Limited keys and teams for tests. */
public final class TestKeys {

    private TestKeys() {}

    /**
     * @param daily daily limit; null for none
     * @param monthly monthly limit; null for none
     */
    public static LimitedSpender limited(SpenderId id, @Nullable Money daily, @Nullable Money monthly) {
        var amounts = new EnumMap<Window, Money>(Window.class);
        if (daily != null) {
            amounts.put(Window.DAY, daily);
        }
        if (monthly != null) {
            amounts.put(Window.MONTH, monthly);
        }
        return new LimitedSpender(id, new KeyLimits(amounts));
    }
}
