package ai.tierup.dynamodb;

import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * The wallet's writes for the spending of keys and teams with limits. Some are fragments that extend the writes of {@link WalletWrites}; two start
 * and stop the counting of a spender. Each write that uses a path into {@code keys} requires that the path exists: DynamoDB reports a missing
 * path as an error, not as a refusal.
 */
final class KeyWrites {

    private KeyWrites() {}

    static void place(WalletUpdate update, Placement placement) {
        var roll = placement.roll();
        if (roll != null) {
            roll(update, roll, placement);
            return;
        }
        for (var spender : placement.spenders()) {
            var path = requireCounted(update, spender.id());
            for (var window : Window.values()) {
                addHold(update, path, window, spender, placement.hold().amount());
            }
        }
    }

    /** Resets every spender's counters of the windows that have ended. Those of the placing key and team start with its hold. */
    static void roll(WalletUpdate update, DayRoll roll, @Nullable Placement placement) {
        update.name("#keys", "keys")
                .value(":keyCount", AttributeValues.number(roll.keys().size()))
                .onlyIf("size(#keys) = :keyCount");
        var placing = new HashSet<SpenderId>();
        if (placement != null) {
            for (var spender : placement.spenders()) {
                placing.add(spender.id());
                addFirstHold(update, roll, spender, placement.hold().amount());
            }
        }
        for (var spender : roll.keys()) {
            if (!placing.contains(spender)) {
                var path = requireCounted(update, spender);
                for (var window : Window.values()) {
                    if (roll.ends(window)) {
                        update.value(":zero", AttributeValues.ZERO).set(spent(path, window) + " = :zero");
                    }
                }
            }
        }
    }

    /** Adds the first hold after a roll. A reset counter needs no condition, because a hold above the limit is never sent. */
    private static void addFirstHold(WalletUpdate update, DayRoll roll, LimitedSpender spender, Money amount) {
        var path = requireCounted(update, spender.id());
        update.value(":amount", AttributeValues.amount(amount));
        for (var window : Window.values()) {
            if (roll.ends(window)) {
                update.set(spent(path, window) + " = :amount");
            } else {
                addHold(update, path, window, spender, amount);
            }
        }
    }

    private static void addHold(WalletUpdate update, String path, Window window, LimitedSpender spender, Money amount) {
        var spent = spent(path, window);
        update.set(spent + " = " + spent + " + :amount");
        var max = spender.maxSpentBefore(amount).get(window);
        if (max != null) {
            var placeholder = ":maxSpent_" + window + (spender.id().isTeam() ? "_team" : "");
            update.value(placeholder, AttributeValues.amount(max)).onlyIf(spent + " <= " + placeholder);
        }
    }

    static void apply(WalletUpdate update, Application application) {
        if (application.spenders().isEmpty() || application.windows().isEmpty()) {
            return;
        }
        update.value(":windowsEnd", AttributeValues.day(application.windowsEnd()))
                .onlyIf("#day < :windowsEnd");
        for (var spender : application.spenders()) {
            var path = requireCounted(update, spender);
            for (var window : application.windows()) {
                var spent = spent(path, window);
                update.set(spent + " = " + spent + " - :rest");
            }
        }
    }

    private static String spent(String path, Window window) {
        return path + "." + WindowAttributes.spent(window);
    }

    /** Requires that the wallet counts {@code spender}, and returns the path to its spending. */
    private static String requireCounted(WalletUpdate update, SpenderId spender) {
        var path = "#keys." + update.nameOf(spender.value());
        update.name("#keys", "keys").onlyIf("attribute_exists(" + path + ")");
        return path;
    }

    static WalletUpdate count(SpenderId spender) {
        var update = new WalletUpdate().name("#keys", "keys");
        var path = "#keys." + update.nameOf(spender.value());
        return update.value(":noSpend", WalletItem.spend(KeySpend.NOTHING))
                .value(":maxKeys", AttributeValues.number(Wallet.MAX_LIMITED_KEYS))
                .value(":deleted", AttributeValues.text(Freezes.DELETED))
                .set(path + " = :noSpend")
                .onlyIf("attribute_exists(pk)")
                .onlyIf("NOT contains(frozenBy, :deleted)")
                .onlyIf("attribute_not_exists(" + path + ")")
                .onlyIf("size(#keys) < :maxKeys");
    }

    static WalletUpdate forget(SpenderId spender) {
        var update = new WalletUpdate();
        return update.remove(requireCounted(update, spender));
    }
}
