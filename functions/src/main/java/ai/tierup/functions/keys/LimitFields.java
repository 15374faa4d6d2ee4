package ai.tierup.functions.keys;

import ai.tierup.domain.account.Window;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.functions.support.gateway.UsdField;

/** The fields of a key's limits, one for each window. */
final class LimitFields {

    private static final UsdField DAILY_LIMIT = field("daily_limit_usd");
    private static final UsdField MONTHLY_BUDGET = field("monthly_budget_usd");

    private LimitFields() {}

    static UsdField of(Window window) {
        return switch (window) {
            case DAY -> DAILY_LIMIT;
            case MONTH -> MONTHLY_BUDGET;
        };
    }

    private static UsdField field(String name) {
        return new UsdField(
                name,
                "Send dollars as a number or a decimal string, from 0 to 1000000, at most nine decimals, or null for no limit.",
                amount -> !amount.isNegative() && SetDailyLimit.MAX_DAILY_LIMIT.covers(amount));
    }
}
