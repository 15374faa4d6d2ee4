package ai.tierup.dynamodb;

import ai.tierup.domain.account.KeyId;
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
        var limits = placement.keyLimits();
        if (roll != null) {
            roll(update, roll, placement);
        } else if (limits != null) {
            counted(update, limits.key());
            update.set("#keys.#q.d = #keys.#q.d + :m").set("#keys.#q.m = #keys.#q.m + :m");
            var amount = placement.hold().amount();
            atMost(update, "#keys.#q.d", ":dayMax", limits.mostToday(amount));
            atMost(update, "#keys.#q.m", ":monthMax", limits.mostThisMonth(amount));
        }
    }

    /** Every key's counters begin the day anew, the placing key's with its hold; months likewise. */
    static void roll(WalletUpdate update, DayRoll roll, @Nullable Placement placement) {
        update.name("#keys", "keys")
                .value(":keyCount", Values.number(roll.keys().size()))
                .onlyIf("size(#keys) = :keyCount");
        var limits = placement == null ? null : placement.keyLimits();
        if (limits != null) {
            counted(update, limits.key());
        }
        var number = 0;
        for (var key : roll.keys()) {
            if (placement != null && limits != null && limits.key().equals(key)) {
                placeFirst(
                        update,
                        roll,
                        placement.hold().amount(),
                        limits.mostThisMonth(placement.hold().amount()));
            } else {
                var path = "#keys.#q" + ++number;
                update.name("#q" + number, key.value())
                        .onlyIf("attribute_exists(" + path + ")")
                        .value(":none", Values.ZERO)
                        .set(path + ".d = :none");
                if (roll.startsMonth()) {
                    update.set(path + ".m = :none");
                }
            }
        }
    }

    /** A hold above the limit itself is never sent, so a counter that begins at nothing needs no condition. */
    private static void placeFirst(WalletUpdate update, DayRoll roll, Money amount, @Nullable Money mostThisMonth) {
        update.value(":m", Values.amount(amount)).set("#keys.#q.d = :m");
        if (roll.startsMonth()) {
            update.set("#keys.#q.m = :m");
        } else {
            update.set("#keys.#q.m = #keys.#q.m + :m");
            atMost(update, "#keys.#q.m", ":monthMax", mostThisMonth);
        }
    }

    private static void atMost(WalletUpdate update, String path, String placeholder, @Nullable Money most) {
        if (most != null) {
            update.value(placeholder, Values.amount(most)).onlyIf(path + " <= " + placeholder);
        }
    }

    static void apply(WalletUpdate update, Application application) {
        var key = application.hold().limitedKey();
        if (key == null || application.keyCounters() == Application.KeyCounters.NONE) {
            return;
        }
        counted(update, key);
        update.value(":nextMonth", Values.day(application.nextMonth()))
                .onlyIf("#day < :nextMonth")
                .set("#keys.#q.m = #keys.#q.m - :r");
        if (application.keyCounters() == Application.KeyCounters.DAY_AND_MONTH) {
            update.set("#keys.#q.d = #keys.#q.d - :r");
        }
    }

    private static void counted(WalletUpdate update, KeyId key) {
        update.name("#keys", "keys").name("#q", key.value()).onlyIf("attribute_exists(#keys.#q)");
    }

    static WalletUpdate count(KeyId key) {
        return new WalletUpdate()
                .name("#keys", "keys")
                .name("#q", key.value())
                .value(":fresh", WalletItem.spend(KeySpend.NOTHING))
                .value(":most", Values.number(Wallet.MOST_LIMITED_KEYS))
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
