package ai.tierup.operator;

import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.keys.KeyRefusal;
import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import java.util.List;

/** Parses the limits of a key: an amount in dollars per window, or {@code -} for no limit. */
final class LimitArguments {

    static final String USAGE = "DAILY MONTHLY";
    static final int COUNT = Window.values().length;

    private static final String NO_LIMIT = "-";

    private LimitArguments() {}

    /** Returns true if each of {@code texts} is {@code -} or an amount that is not negative. */
    static boolean areLimits(List<String> texts) {
        return texts.stream()
                .allMatch(text -> text.equals(NO_LIMIT)
                        || Arguments.amount(text)
                                .filter(amount -> !amount.isNegative())
                                .isPresent());
    }

    /** @param texts limits in the order of {@link Window}, for which {@link #areLimits} is true */
    static KeyLimits read(List<String> texts) {
        var amounts = new EnumMap<Window, Money>(Window.class);
        var rest = texts.iterator();
        for (var window : Window.values()) {
            Arguments.amount(rest.next()).ifPresent(amount -> amounts.put(window, amount));
        }
        return new KeyLimits(amounts);
    }

    static String message(KeyRefusal refusal) {
        return switch (refusal) {
            case KeyRefusal.NoWallet() -> "The account has no wallet, so there is nothing to limit.";
            case KeyRefusal.TooManyLimitedKeys(var max) ->
                "The account already has " + max
                        + " keys and teams with limits, the maximum. Revoke one of them first.";
            case KeyRefusal.TooManyKeys(var max) ->
                "The account already has " + max + " keys, the maximum. Revoke one of them first.";
            case KeyRefusal.TooManyTeams(var max) -> "The account already has " + max + " teams, the maximum.";
            case KeyRefusal.UnknownTeam() -> "The account has no such team.";
            case KeyRefusal.TeamHasKeys() -> "The team still has keys.";
            case KeyRefusal.BeyondOwnRights() -> "An operator may not do this to the key.";
            case KeyRefusal.UnknownKey() -> "The account has no such key.";
        };
    }
}
