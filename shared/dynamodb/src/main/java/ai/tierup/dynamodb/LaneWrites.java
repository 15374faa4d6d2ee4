package ai.tierup.dynamodb;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Wallet;

/** Builds the writes on the lanes of a wallet. The conditions implement the rules of {@link LaneMove} and of {@link Wallet#divided}. */
final class LaneWrites {

    private LaneWrites() {}

    static WalletUpdate divide(Wallet seen, Lanes next) {
        var update = new WalletUpdate()
                .name("#day", "day")
                .value(":day", AttributeValues.day(seen.day()))
                .onlyIf("#day = :day");
        if (next.equals(Lanes.NONE)) {
            update.remove("lanes").remove("laneCount").remove("moves");
        } else {
            update.value(":open", AttributeValues.number(next.open()))
                    .value(":count", AttributeValues.number(next.count()))
                    .value(":moves", AttributeValues.number(next.moves()))
                    .set("lanes = :open, laneCount = :count, moves = :moves");
        }
        if (seen.lanes().equals(Lanes.NONE)) {
            update.onlyIf("attribute_not_exists(lanes)");
        } else {
            update.value(":seenOpen", AttributeValues.number(seen.lanes().open()))
                    .value(":seenCount", AttributeValues.number(seen.lanes().count()))
                    .value(":seenMoves", AttributeValues.number(seen.lanes().moves()))
                    .onlyIf("lanes = :seenOpen AND laneCount = :seenCount AND moves = :seenMoves");
        }
        if (next.open() > seen.lanes().open()) {
            requireActive(update);
        }
        return update;
    }

    /** Takes the amounts of {@code move} from the lane that gives them. */
    static WalletUpdate take(LaneMove move) {
        var update = changed(move, "-", move.from())
                .onlyIf("cash >= :cash AND dailyLimit >= :limit AND dailyLeft >= :left AND debits >= :debits");
        if (move.from() == 0) {
            requireActive(update);
            update.value(":to", AttributeValues.number(move.to())).onlyIf("laneCount > :to");
        }
        return update;
    }

    /** Adds the amounts of {@code move} to the lane that gets them. */
    static WalletUpdate give(LaneMove move) {
        var update = changed(move, "+", move.to());
        if (move.to() != 0) {
            requireActive(update);
        }
        return update;
    }

    private static WalletUpdate changed(LaneMove move, String sign, int lane) {
        var update = new WalletUpdate()
                .name("#day", "day")
                .value(":day", AttributeValues.day(move.day()))
                .onlyIf("#day = :day");
        change(update, "cash", ":cash", sign, move.cash());
        change(update, "credits", ":credits", sign, move.credits());
        change(update, "debits", ":debits", sign, move.debits());
        change(update, "dailyLimit", ":limit", sign, move.limit());
        change(update, "dailyLeft", ":left", sign, move.left());
        return lane == 0 ? update.add("moves :one") : update;
    }

    private static void change(WalletUpdate update, String attribute, String placeholder, String sign, Money amount) {
        update.value(placeholder, AttributeValues.amount(amount))
                .set(attribute + " = " + attribute + " " + sign + " " + placeholder);
    }

    private static void requireActive(WalletUpdate update) {
        update.name("#status", "status")
                .value(":active", AttributeValues.text(WalletItem.ACTIVE))
                .onlyIf("#status = :active");
    }
}
