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
 * The wallet's writes for the spending of keys with limits. Some are fragments that extend the writes of {@link WalletWrites}; two start
 * and stop the counting of a key. Each write that uses a path into {@code keys} requires that the key exists: DynamoDB reports a missing
 * path as an error, not as a refusal.
 */
final class KeyWrites {

    private KeyWrites() {}

    static void place(WalletUpdate update, Placement placement) {
        var roll = placement.roll();
        var key = placement.limitedKey();
        if (roll != null) {
            roll(update, roll, placement);
        } else if (key != null) {
            requireCounted(update, key.id());
            for (var window : Window.values()) {
                addHold(update, window, key, placement.hold().amount());
            }
        }
    }

    /** Resets every key's counters of the windows that have ended. Those of the placing key start with its hold. */
    static void roll(WalletUpdate update, DayRoll roll, @Nullable Placement placement) {
        update.name("#keys", "keys")
                .value(":keyCount", AttributeValues.number(roll.keys().size()))
                .onlyIf("size(#keys) = :keyCount");
        var placing = placement == null ? null : placement.limitedKey();
        if (placing != null) {
            requireCounted(update, placing.id());
        }
        var number = 0;
        for (var key : roll.keys()) {
            if (placement != null && placing != null && placing.id().equals(key)) {
                addFirstHold(update, roll, placing, placement.hold().amount());
            } else {
                var placeholder = "#keyId" + ++number;
                var path = "#keys." + placeholder;
                update.name(placeholder, key.value()).onlyIf("attribute_exists(" + path + ")");
                for (var window : Window.values()) {
                    if (roll.ends(window)) {
                        update.value(":zero", AttributeValues.ZERO)
                                .set(path + "." + WindowAttributes.spent(window) + " = :zero");
                    }
                }
            }
        }
    }

    /** Adds the first hold after a roll. A reset counter needs no condition, because a hold above the limit is never sent. */
    private static void addFirstHold(WalletUpdate update, DayRoll roll, LimitedKey key, Money amount) {
        update.value(":amount", AttributeValues.amount(amount));
        for (var window : Window.values()) {
            if (roll.ends(window)) {
                update.set(spent(window) + " = :amount");
            } else {
                addHold(update, window, key, amount);
            }
        }
    }

    private static void addHold(WalletUpdate update, Window window, LimitedKey key, Money amount) {
        var spent = spent(window);
        update.set(spent + " = " + spent + " + :amount");
        var max = key.maxSpentBefore(amount).get(window);
        if (max != null) {
            var placeholder = ":maxSpent_" + window;
            update.value(placeholder, AttributeValues.amount(max)).onlyIf(spent + " <= " + placeholder);
        }
    }

    static void apply(WalletUpdate update, Application application) {
        var key = application.hold().limitedKey();
        if (key == null || application.keyWindows().isEmpty()) {
            return;
        }
        requireCounted(update, key);
        update.value(":windowsEnd", AttributeValues.day(application.keyWindowsEnd()))
                .onlyIf("#day < :windowsEnd");
        for (var window : Window.values()) {
            if (application.keyWindows().contains(window)) {
                update.set(spent(window) + " = " + spent(window) + " - :rest");
            }
        }
    }

    /** The path to the spending of the key {@code #keyId}. */
    private static String spent(Window window) {
        return "#keys.#keyId." + WindowAttributes.spent(window);
    }

    private static void requireCounted(WalletUpdate update, KeyId key) {
        update.name("#keys", "keys").name("#keyId", key.value()).onlyIf("attribute_exists(#keys.#keyId)");
    }

    static WalletUpdate count(KeyId key) {
        return new WalletUpdate()
                .name("#keys", "keys")
                .name("#keyId", key.value())
                .value(":noSpend", WalletItem.spend(KeySpend.NOTHING))
                .value(":maxKeys", AttributeValues.number(Wallet.MAX_LIMITED_KEYS))
                .set("#keys.#keyId = :noSpend")
                .onlyIf("attribute_exists(pk)")
                .onlyIf("attribute_not_exists(#keys.#keyId)")
                .onlyIf("size(#keys) < :maxKeys");
    }

    static WalletUpdate forget(KeyId key) {
        var update = new WalletUpdate().remove("#keys.#keyId");
        requireCounted(update, key);
        return update;
    }
}
