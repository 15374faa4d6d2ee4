package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a wallet: {@code pk "W#<account>"}, its amounts in nano-dollars, and two maps. A divided wallet also has {@code lanes}
 * open ones, {@code laneCount} and {@code moves}; another lane is an item like it, {@code pk "W#<account>#<lane>"}.
 *
 * <p>{@code holds} maps a hold key to {@code a}
 * amount, {@code p} purse letter and tier digit, {@code x} expiry, {@code d} day, {@code f} free allowance, {@code q} id of a key with
 * limits and {@code t} id of a team with limits. {@code keys} maps the id of each key and team with limits to {@code d} spent today and
 * {@code m} spent this month. Names inside the maps are short, because sixteen holds must fit into one write unit.
 */
final class WalletItem {

    static final String ACTIVE = "active";
    static final String FROZEN = "frozen";

    static final String PK_PREFIX = "W#";

    /** Precedes the number of a lane at the end of its key. */
    private static final String LANE = "#";

    /** The attributes of a hold for the ids of its spenders. */
    private static final String KEY = "q";

    private static final String TEAM = "t";

    private WalletItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return key(account, 0);
    }

    static Map<String, AttributeValue> key(AccountId account, int lane) {
        var wallet = PK_PREFIX + account.value();
        return Map.of("pk", AttributeValues.text(lane == 0 ? wallet : wallet + LANE + lane));
    }

    static Map<String, AttributeValue> write(Wallet wallet) {
        var item = new HashMap<>(key(wallet.account(), wallet.lane()));
        item.put("status", AttributeValues.text(wallet.isFrozen() ? FROZEN : ACTIVE));
        putSet(item, "frozenBy", wallet.frozenBy());
        putSet(item, "endedDisputes", wallet.endedDisputes());
        item.put("cash", AttributeValues.amount(wallet.cash()));
        item.put("grant", AttributeValues.amount(wallet.grant()));
        item.put("credits", AttributeValues.amount(wallet.credits()));
        item.put("debits", AttributeValues.amount(wallet.debits()));
        item.put("version", AttributeValues.number(wallet.version()));
        item.put("day", AttributeValues.day(wallet.day()));
        item.put("dailyLimit", AttributeValues.amount(wallet.dailyLimit()));
        item.put("dailyLeft", AttributeValues.amount(wallet.dailyLeft()));
        item.put("freeLeft", AttributeValues.amount(wallet.freeLeft()));
        var holds = new HashMap<String, AttributeValue>();
        wallet.holds().forEach((key, hold) -> holds.put(key.toString(), hold(hold)));
        item.put("holds", AttributeValue.fromM(holds));
        var keys = new HashMap<String, AttributeValue>();
        wallet.keys().forEach((key, spend) -> keys.put(key.value(), spend(spend)));
        item.put("keys", AttributeValue.fromM(keys));
        if (!wallet.lanes().equals(Lanes.NONE)) {
            item.put("lanes", AttributeValues.number(wallet.lanes().open()));
            item.put("laneCount", AttributeValues.number(wallet.lanes().count()));
            item.put("moves", AttributeValues.number(wallet.lanes().moves()));
        }
        return item;
    }

    /** DynamoDB has no empty sets. */
    private static void putSet(Map<String, AttributeValue> item, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            item.put(name, AttributeValue.fromSs(List.copyOf(texts)));
        }
    }

    static Wallet read(Map<String, AttributeValue> item) {
        var reasons = item.get("frozenBy");
        var ended = item.get("endedDisputes");
        return new Wallet(
                account(AttributeValues.text(item, "pk")),
                new Freezes(
                        reasons == null ? Set.of() : Set.copyOf(reasons.ss()),
                        ended == null ? Set.of() : Set.copyOf(ended.ss())),
                new Balance(
                        AttributeValues.amount(item, "cash"),
                        AttributeValues.amount(item, "grant"),
                        AttributeValues.amount(item, "credits"),
                        AttributeValues.amount(item, "debits")),
                AttributeValues.number(item, "version"),
                new DayCounters(
                        AttributeValues.day(item, "day"),
                        AttributeValues.amount(item, "dailyLimit"),
                        AttributeValues.amount(item, "dailyLeft"),
                        AttributeValues.amount(item, "freeLeft")),
                readHolds(AttributeValues.required(item, "holds").m()),
                readKeys(AttributeValues.required(item, "keys").m()),
                readLanes(item));
    }

    /** Returns whether the item of a wallet is that of a lane other than lane 0. */
    static boolean isFurtherLane(Map<String, AttributeValue> item) {
        return AttributeValues.text(item, "pk").indexOf(LANE, PK_PREFIX.length()) >= 0;
    }

    private static AccountId account(String pk) {
        var lane = pk.indexOf(LANE, PK_PREFIX.length());
        return new AccountId(pk.substring(PK_PREFIX.length(), lane < 0 ? pk.length() : lane));
    }

    private static Lanes readLanes(Map<String, AttributeValue> item) {
        return item.containsKey("lanes")
                ? new Lanes(
                        (int) AttributeValues.number(item, "lanes"),
                        (int) AttributeValues.number(item, "laneCount"),
                        AttributeValues.number(item, "moves"))
                : Lanes.NONE;
    }

    static AttributeValue hold(Hold hold) {
        var map = new HashMap<String, AttributeValue>();
        map.put("a", AttributeValues.amount(hold.amount()));
        map.put(
                "p",
                AttributeValues.text(
                        letter(hold.purse()) + Integer.toString(hold.tier().digit())));
        map.put("x", AttributeValues.number(hold.expiresAtEpochSecond()));
        map.put("d", AttributeValues.day(hold.day()));
        if (hold.purse() == Purse.FREE) {
            map.put("f", AttributeValues.amount(hold.freeAllowance()));
        }
        hold.spenders()
                .forEach(spender -> map.put(spender.isTeam() ? TEAM : KEY, AttributeValues.text(spender.value())));
        return AttributeValue.fromM(map);
    }

    static AttributeValue spend(KeySpend spend) {
        var map = new HashMap<String, AttributeValue>();
        spend.amounts()
                .forEach((window, amount) -> map.put(WindowAttributes.spent(window), AttributeValues.amount(amount)));
        return AttributeValue.fromM(map);
    }

    private static Map<SpenderId, KeySpend> readKeys(Map<String, AttributeValue> keys) {
        var read = new HashMap<SpenderId, KeySpend>();
        keys.forEach((key, spend) -> read.put(new SpenderId(key), readSpend(spend.m())));
        return read;
    }

    private static KeySpend readSpend(Map<String, AttributeValue> spend) {
        var amounts = new EnumMap<Window, Money>(Window.class);
        for (var window : Window.values()) {
            amounts.put(window, AttributeValues.amount(spend, WindowAttributes.spent(window)));
        }
        return new KeySpend(amounts);
    }

    private static Map<HoldKey, Hold> readHolds(Map<String, AttributeValue> holds) {
        var read = new HashMap<HoldKey, Hold>();
        holds.forEach((key, hold) -> read.put(HoldKey.parse(key), readHold(hold.m())));
        return read;
    }

    private static Hold readHold(Map<String, AttributeValue> hold) {
        var purseAndTier = AttributeValues.text(hold, "p");
        return new Hold(
                AttributeValues.amount(hold, "a"),
                hold.containsKey("f") ? AttributeValues.amount(hold, "f") : Money.ZERO,
                purse(purseAndTier.charAt(0)),
                TierId.ofDigit(Character.digit(purseAndTier.charAt(1), 10)),
                AttributeValues.number(hold, "x"),
                AttributeValues.day(hold, "d"),
                Stream.of(KEY, TEAM)
                        .filter(hold::containsKey)
                        .map(attribute -> new SpenderId(AttributeValues.text(hold, attribute)))
                        .collect(Collectors.toSet()));
    }

    private static String letter(Purse purse) {
        return switch (purse) {
            case CASH -> "c";
            case GRANT -> "g";
            case FREE -> "f";
        };
    }

    private static Purse purse(char letter) {
        return switch (letter) {
            case 'c' -> Purse.CASH;
            case 'g' -> Purse.GRANT;
            case 'f' -> Purse.FREE;
            default -> throw new IllegalStateException("Unknown purse " + letter);
        };
    }
}
