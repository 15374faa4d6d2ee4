package ai.tierup.dynamodb;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.LimitedKey;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import org.jspecify.annotations.Nullable;

/**
 * The part of the wallet's writes that counts what keys with limits spend: fragments added to those of {@link WalletWrites}, and
 * the writes that begin and end the counting. Every path into {@code keys} stands beside a condition that the key is there: a
 * missing path would be an error, not a refusal.
 */
final class KeyWrites {

    private KeyWrites() {}

    static void place(WalletUpdate update, Placement placement) {
        var roll = placement.roll();
        var key = placement.limitedKey();
        if (roll != null) {
            roll(update, roll, placement);
        } else if (key != null) {
            counted(update, key.id());
            for (var window : Window.values()) {
                addHold(update, window, key, placement.hold().amount());
            }
        }
    }

    /** Every key's counters begin anew in the windows that have ended, the placing key's with its hold. */
    static void roll(WalletUpdate update, DayRoll roll, @Nullable Placement placement) {
        update.name("#keys", "keys")
                .value(":keyCount", Values.number(roll.keys().size()))
                .onlyIf("size(#keys) = :keyCount");
        var placing = placement == null ? null : placement.limitedKey();
        if (placing != null) {
            counted(update, placing.id());
        }
        var number = 0;
        for (var key : roll.keys()) {
            if (placement != null && placing != null && placing.id().equals(key)) {
                placeFirst(update, roll, placing, placement.hold().amount());
            } else {
                var path = "#keys.#q" + ++number;
                update.name("#q" + number, key.value()).onlyIf("attribute_exists(" + path + ")");
                for (var window : Window.values()) {
                    if (roll.ends(window)) {
                        update.value(":none", Values.ZERO).set(path + "." + WindowNames.spent(window) + " = :none");
                    }
                }
            }
        }
    }

    /** A hold above the limit itself is never sent, so a counter that begins at zero needs no condition. */
    private static void placeFirst(WalletUpdate update, DayRoll roll, LimitedKey key, Money amount) {
        update.value(":m", Values.amount(amount));
        for (var window : Window.values()) {
            if (roll.ends(window)) {
                update.set(spent(window) + " = :m");
            } else {
                addHold(update, window, key, amount);
            }
        }
    }

    private static void addHold(WalletUpdate update, Window window, LimitedKey key, Money amount) {
        var spent = spent(window);
        update.set(spent + " = " + spent + " + :m");
        var max = key.maxSpentBefore(amount).get(window);
        if (max != null) {
            var placeholder = ":max" + WindowNames.spent(window);
            update.value(placeholder, Values.amount(max)).onlyIf(spent + " <= " + placeholder);
        }
    }

    static void apply(WalletUpdate update, Application application) {
        var key = application.hold().limitedKey();
        if (key == null || application.keyWindows().isEmpty()) {
            return;
        }
        counted(update, key);
        update.value(":windowsEnd", Values.day(application.keyWindowsEnd())).onlyIf("#day < :windowsEnd");
        for (var window : Window.values()) {
            if (application.keyWindows().contains(window)) {
                update.set(spent(window) + " = " + spent(window) + " - :r");
            }
        }
    }

    /** The path of what the key named {@code #q} has spent. */
    private static String spent(Window window) {
        return "#keys.#q." + WindowNames.spent(window);
    }

    private static void counted(WalletUpdate update, KeyId key) {
        update.name("#keys", "keys").name("#q", key.value()).onlyIf("attribute_exists(#keys.#q)");
    }

    static WalletUpdate count(KeyId key) {
        return new WalletUpdate()
                .name("#keys", "keys")
                .name("#q", key.value())
                .value(":fresh", WalletItem.spend(KeySpend.NOTHING))
                .value(":most", Values.number(Wallet.MAX_LIMITED_KEYS))
                .set("#keys.#q = :fresh")
                .onlyIf("attribute_exists(pk)")
                .onlyIf("attribute_not_exists(#keys.#q)")
                .onlyIf("size(#keys) < :most");
    }

    static WalletUpdate forget(KeyId key) {
        var update = new WalletUpdate().remove("#keys.#q");
        counted(update, key);
        return update;
    }
}
