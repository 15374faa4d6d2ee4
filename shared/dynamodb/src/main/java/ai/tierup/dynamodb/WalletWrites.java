package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every write on the wallet as an expression. Conditions take no arithmetic, so what is compared is kept as a remainder, and every
 * bound is reckoned by the caller. The rules they repeat stand in {@link ai.tierup.domain.wallet.Wallet}.
 */
final class WalletWrites {

    private WalletWrites() {}

    static WalletUpdate place(Placement placement) {
        var hold = placement.hold();
        var update = new WalletUpdate()
                .name("#k", placement.key().toString())
                .value(":h", WalletItem.hold(hold))
                .set("holds.#k = :h")
                .name("#status", "status")
                .value(":active", Values.text(WalletItem.ACTIVE))
                .onlyIf("#status = :active")
                .value(":cap", Values.number(placement.concurrentLimit()))
                .onlyIf("size(holds) < :cap")
                .onlyIf("attribute_not_exists(holds.#k)")
                .name("#day", "day")
                .value(":d", Values.day(hold.day()));
        draw(update, hold.purse(), hold.amount());
        var roll = placement.roll();
        if (roll == null) {
            today(update, placement);
        } else {
            firstOfTheDay(update, placement, roll);
        }
        KeyWrites.place(update, placement);
        return update;
    }

    private static void draw(WalletUpdate update, Purse purse, Money amount) {
        switch (purse) {
            case CASH ->
                update.value(":m", Values.amount(amount))
                        .set("cash = cash - :m")
                        .onlyIf("cash >= :m");
            case GRANT -> {
                update.value(":m", Values.amount(amount)).name("#grant", "grant");
                update.set("#grant = #grant - :m").onlyIf("#grant >= :m");
                notInDebt(update);
            }
            case FREE -> notInDebt(update);
        }
    }

    private static void notInDebt(WalletUpdate update) {
        update.value(":zero", Values.ZERO).onlyIf("cash >= :zero");
    }

    private static void today(WalletUpdate update, Placement placement) {
        update.onlyIf("#day = :d");
        if (placement.hold().purse() == Purse.FREE) {
            update.value(":f", Values.amount(placement.hold().freeAllowance()))
                    .set("freeLeft = freeLeft - :f")
                    .onlyIf("freeLeft >= :f");
        } else {
            update.set("dailyLeft = dailyLeft - :m").onlyIf("dailyLeft >= :m");
        }
    }

    private static void firstOfTheDay(WalletUpdate update, Placement placement, DayRoll roll) {
        var hold = placement.hold();
        newDay(update, roll, placement.freeAllowance().minus(hold.freeAllowance()));
        if (hold.purse() == Purse.FREE) {
            update.set("dailyLeft = dailyLimit");
        } else {
            update.set("dailyLeft = dailyLimit - :m").onlyIf("dailyLimit >= :m");
        }
    }

    /** A day's end for a wallet that nobody asks. */
    static WalletUpdate roll(DayRoll roll, Money freeAllowance) {
        var update = new WalletUpdate()
                .name("#day", "day")
                .value(":d", Values.day(roll.to()))
                .set("dailyLeft = dailyLimit");
        newDay(update, roll, freeAllowance);
        KeyWrites.roll(update, roll, null);
        return update;
    }

    /**
     * The day's counters are reset in the same write. {@code #day = :seenDay} refuses whoever decided from another image;
     * {@code #day < :d} refuses whoever would roll to the day it is.
     */
    private static void newDay(WalletUpdate update, DayRoll roll, Money freeLeft) {
        update.value(":seenDay", Values.day(roll.from()))
                .onlyIf("#day = :seenDay")
                .onlyIf("#day < :d")
                .set("#day = :d")
                .value(":allowance", Values.amount(freeLeft))
                .set("freeLeft = :allowance");
    }

    static WalletUpdate apply(Application application) {
        var hold = application.hold();
        var update = new WalletUpdate()
                .name("#k", application.key().toString())
                .remove("holds.#k")
                .value(":a", Values.amount(hold.amount()))
                .onlyIf("holds.#k.a = :a")
                .name("#day", "day")
                .value(":hd", Values.day(hold.day()))
                .onlyIf(application.sameDay() ? "#day = :hd" : "#day > :hd");
        switch (hold.purse()) {
            case CASH -> giveBack(update.set("cash = cash + :r"), application);
            case GRANT -> giveBack(update.name("#grant", "grant").set("#grant = #grant + :r"), application);
            case FREE -> {
                if (application.sameDay()) {
                    update.value(":fr", Values.amount(application.allowanceRest()))
                            .set("freeLeft = freeLeft + :fr");
                }
            }
        }
        KeyWrites.apply(update, application);
        return update;
    }

    private static void giveBack(WalletUpdate update, Application application) {
        update.value(":r", Values.amount(application.rest()))
                .value(":c", Values.amount(application.cost()))
                .set("debits = debits + :c");
        if (application.sameDay()) {
            update.set("dailyLeft = dailyLeft + :r");
        }
    }

    static WalletUpdate changeDailyLimit(Money seen, Money limit) {
        return new WalletUpdate()
                .value(":old", Values.amount(seen))
                .onlyIf("dailyLimit = :old")
                .value(":new", Values.amount(limit))
                .set("dailyLimit = :new")
                .value(":delta", Values.amount(limit.minus(seen)))
                .set("dailyLeft = dailyLeft + :delta");
    }

    /** What an entry brings, or costs, on a day that is not closed. */
    static WalletUpdate book(LedgerEntry entry) {
        var update = new WalletUpdate()
                .value(":x", Values.amount(entry.amount()))
                .set("credits = credits + :x")
                .onlyIf("attribute_exists(pk)")
                .name("#day", "day")
                .value(":d", Values.day(entry.day()))
                .onlyIf("#day <= :d");
        return switch (entry.purse()) {
            case CASH -> update.set("cash = cash + :x");
            case GRANT -> update.name("#grant", "grant").set("#grant = #grant + :x");
            case FREE -> throw new IllegalArgumentException("The free allowance is no money");
        };
    }

    static WalletUpdate freeze(String reason) {
        return new WalletUpdate()
                .name("#status", "status")
                .value(":frozen", Values.text(WalletItem.FROZEN))
                .set("#status = :frozen")
                .value(":reason", AttributeValue.fromSs(List.of(reason)))
                .add("frozenBy :reason")
                .onlyIf("attribute_exists(pk)")
                .value(":ended", Values.text(reason))
                .onlyIf("NOT contains(endedDisputes, :ended)");
    }

    static WalletUpdate thaw(Set<String> seen, String reason) {
        var update = new WalletUpdate().onlyIf("attribute_exists(pk)");
        if (seen.isEmpty()) {
            update.onlyIf("attribute_not_exists(frozenBy)");
        } else {
            update.value(":seen", AttributeValue.fromSs(List.copyOf(seen))).onlyIf("frozenBy = :seen");
        }
        if (Freezes.isDispute(reason)) {
            update.value(":reason", AttributeValue.fromSs(List.of(reason))).add("endedDisputes :reason");
        }
        var rest = seen.stream().filter(other -> !other.equals(reason)).toList();
        return rest.isEmpty()
                ? update.name("#status", "status")
                        .value(":active", Values.text(WalletItem.ACTIVE))
                        .set("#status = :active")
                        .remove("frozenBy")
                : update.value(":rest", AttributeValue.fromSs(rest)).set("frozenBy = :rest");
    }
}
