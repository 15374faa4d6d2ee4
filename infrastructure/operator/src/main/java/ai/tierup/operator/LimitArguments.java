package ai.tierup.operator;

import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.keys.KeyRefusal;
import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import java.util.List;

/** Reads the limits of a key: dollars for each window, or {@code -} for no limit. */
final class LimitArguments {

    static final String USAGE = "DAILY MONTHLY";
    static final int COUNT = Window.values().length;

    private static final String NO_LIMIT = "-";

    private LimitArguments() {}

    /** Whether each of {@code texts} is an amount that is not negative, or none. */
    static boolean areLimits(List<String> texts) {
        return texts.stream()
                .allMatch(text -> text.equals(NO_LIMIT)
                        || Arguments.amount(text)
                                .filter(amount -> !amount.isNegative())
                                .isPresent());
    }

    /** @param texts what {@link #areLimits} has accepted, in the order of {@link Window} */
    static KeyLimits read(List<String> texts) {
        var amounts = new EnumMap<Window, Money>(Window.class);
        var rest = texts.iterator();
        for (var window : Window.values()) {
            Arguments.amount(rest.next()).ifPresent(amount -> amounts.put(window, amount));
        }
        return new KeyLimits(amounts);
    }

    static String told(KeyRefusal refusal) {
        return switch (refusal) {
            case KeyRefusal.NoWallet() -> "The account has no wallet, so there is nothing to limit.";
            case KeyRefusal.TooManyLimitedKeys(var max) ->
                "The account has " + max + " keys with limits already, which is the most. Revoke one of them first.";
            case KeyRefusal.UnknownKey() -> "The account has no such key.";
        };
    }
}
