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
 * Builds the writes on the wallet. DynamoDB's conditions allow no arithmetic, so the item stores what is left of each limit, and callers
 * compute bounds. The conditions implement the rules of {@link ai.tierup.domain.wallet.Wallet}.
 */
final class WalletWrites {

    private WalletWrites() {}

    static WalletUpdate place(Placement placement) {
        var hold = placement.hold();
        var update = new WalletUpdate()
                .name("#holdKey", placement.key().toString())
                .value(":hold", WalletItem.hold(hold))
                .set("holds.#holdKey = :hold")
                .name("#status", "status")
                .value(":active", AttributeValues.text(WalletItem.ACTIVE))
                .onlyIf("#status = :active")
                .value(":maxHolds", AttributeValues.number(placement.concurrentLimit()))
                .onlyIf("size(holds) < :maxHolds")
                .onlyIf("attribute_not_exists(holds.#holdKey)")
                .name("#day", "day")
                .value(":day", AttributeValues.day(hold.day()));
        takeFromPurse(update, hold.purse(), hold.amount());
        var roll = placement.roll();
        if (roll == null) {
            placeOnSameDay(update, placement);
        } else {
            placeOnNewDay(update, placement, roll);
        }
        KeyWrites.place(update, placement);
        return update;
    }

    private static void takeFromPurse(WalletUpdate update, Purse purse, Money amount) {
        switch (purse) {
            case CASH ->
                update.value(":amount", AttributeValues.amount(amount))
                        .set("cash = cash - :amount")
                        .onlyIf("cash >= :amount");
            case GRANT -> {
                update.value(":amount", AttributeValues.amount(amount)).name("#grant", "grant");
                update.set("#grant = #grant - :amount").onlyIf("#grant >= :amount");
                requireNoDebt(update);
            }
            case FREE -> requireNoDebt(update);
        }
    }

    private static void requireNoDebt(WalletUpdate update) {
        update.value(":zero", AttributeValues.ZERO).onlyIf("cash >= :zero");
    }

    private static void placeOnSameDay(WalletUpdate update, Placement placement) {
        update.onlyIf("#day = :day");
        if (placement.hold().purse() == Purse.FREE) {
            update.value(
                            ":heldAllowance",
                            AttributeValues.amount(placement.hold().freeAllowance()))
                    .set("freeLeft = freeLeft - :heldAllowance")
                    .onlyIf("freeLeft >= :heldAllowance");
        } else {
            update.set("dailyLeft = dailyLeft - :amount").onlyIf("dailyLeft >= :amount");
        }
    }

    private static void placeOnNewDay(WalletUpdate update, Placement placement, DayRoll roll) {
        var hold = placement.hold();
        beginDay(update, roll, placement.freeAllowance().minus(hold.freeAllowance()));
        if (hold.purse() == Purse.FREE) {
            update.set("dailyLeft = dailyLimit");
        } else {
            update.set("dailyLeft = dailyLimit - :amount").onlyIf("dailyLimit >= :amount");
        }
    }

    /** Rolls a wallet to a new day without a hold. */
    static WalletUpdate roll(DayRoll roll, Money freeAllowance) {
        var update = new WalletUpdate()
                .name("#day", "day")
                .value(":day", AttributeValues.day(roll.to()))
                .set("dailyLeft = dailyLimit");
        beginDay(update, roll, freeAllowance);
        KeyWrites.roll(update, roll, null);
        return update;
    }

    /**
     * Resets the day's counters. {@code #day = :seenDay} refuses a write that was decided from another image; {@code #day < :day} refuses a
     * roll to the wallet's present day.
     */
    private static void beginDay(WalletUpdate update, DayRoll roll, Money freeLeft) {
        update.value(":seenDay", AttributeValues.day(roll.from()))
                .onlyIf("#day = :seenDay")
                .onlyIf("#day < :day")
                .set("#day = :day")
                .value(":freeLeft", AttributeValues.amount(freeLeft))
                .set("freeLeft = :freeLeft");
    }

    static WalletUpdate apply(Application application) {
        var hold = application.hold();
        var update = new WalletUpdate()
                .name("#holdKey", application.key().toString())
                .remove("holds.#holdKey")
                .value(":heldAmount", AttributeValues.amount(hold.amount()))
                .onlyIf("holds.#holdKey.a = :heldAmount")
                .name("#day", "day")
                .value(":holdDay", AttributeValues.day(hold.day()))
                .onlyIf(application.sameDay() ? "#day = :holdDay" : "#day > :holdDay");
        switch (hold.purse()) {
            case CASH -> chargeAndRelease(update.set("cash = cash + :rest"), application);
            case GRANT -> chargeAndRelease(update.name("#grant", "grant").set("#grant = #grant + :rest"), application);
            case FREE -> {
                if (application.sameDay()) {
                    update.value(":allowanceRest", AttributeValues.amount(application.allowanceRest()))
                            .set("freeLeft = freeLeft + :allowanceRest");
                }
            }
        }
        KeyWrites.apply(update, application);
        return update;
    }

    private static void chargeAndRelease(WalletUpdate update, Application application) {
        update.value(":rest", AttributeValues.amount(application.rest()))
                .value(":cost", AttributeValues.amount(application.cost()))
                .set("debits = debits + :cost");
        if (application.sameDay()) {
            update.set("dailyLeft = dailyLeft + :rest");
        }
    }

    static WalletUpdate changeDailyLimit(Money seen, Money limit) {
        return new WalletUpdate()
                .value(":seenLimit", AttributeValues.amount(seen))
                .onlyIf("dailyLimit = :seenLimit")
                .value(":newLimit", AttributeValues.amount(limit))
                .set("dailyLimit = :newLimit")
                .value(":limitChange", AttributeValues.amount(limit.minus(seen)))
                .set("dailyLeft = dailyLeft + :limitChange");
    }

    /** Adds an entry's amount, which can be negative, on a day that is not closed. */
    static WalletUpdate book(LedgerEntry entry) {
        var update = new WalletUpdate()
                .value(":amount", AttributeValues.amount(entry.amount()))
                .set("credits = credits + :amount")
                .onlyIf("attribute_exists(pk)")
                .name("#day", "day")
                .value(":day", AttributeValues.day(entry.day()))
                .onlyIf("#day <= :day");
        return switch (entry.purse()) {
            case CASH -> update.set("cash = cash + :amount");
            case GRANT -> update.name("#grant", "grant").set("#grant = #grant + :amount");
            case FREE -> throw new IllegalArgumentException("An entry cannot change the free allowance");
        };
    }

    static WalletUpdate freeze(String reason) {
        return new WalletUpdate()
                .name("#status", "status")
                .value(":frozen", AttributeValues.text(WalletItem.FROZEN))
                .set("#status = :frozen")
                .value(":reasonSet", AttributeValue.fromSs(List.of(reason)))
                .add("frozenBy :reasonSet")
                .onlyIf("attribute_exists(pk)")
                .value(":reason", AttributeValues.text(reason))
                .onlyIf("NOT contains(endedDisputes, :reason)");
    }

    static WalletUpdate thaw(Set<String> seen, String reason) {
        var update = new WalletUpdate().onlyIf("attribute_exists(pk)");
        if (seen.isEmpty()) {
            update.onlyIf("attribute_not_exists(frozenBy)");
        } else {
            update.value(":seenReasons", AttributeValue.fromSs(List.copyOf(seen)))
                    .onlyIf("frozenBy = :seenReasons");
        }
        if (Freezes.isDispute(reason)) {
            update.value(":reasonSet", AttributeValue.fromSs(List.of(reason))).add("endedDisputes :reasonSet");
        }
        var remaining = seen.stream().filter(other -> !other.equals(reason)).toList();
        return remaining.isEmpty()
                ? update.name("#status", "status")
                        .value(":active", AttributeValues.text(WalletItem.ACTIVE))
                        .set("#status = :active")
                        .remove("frozenBy")
                : update.value(":remainingReasons", AttributeValue.fromSs(remaining))
                        .set("frozenBy = :remainingReasons");
    }
}
