package ai.tierup.dynamodb;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The item of a wallet: {@code pk "W#<account>"}, its amounts in nano-dollars, and two maps. {@code holds} maps a hold key to {@code a}
 * amount, {@code p} purse letter and tier digit, {@code x} expiry, {@code d} day, {@code f} free allowance and {@code q} id of a key with
 * limits. {@code keys} maps the id of a key with limits to {@code d} spent today and {@code m} spent this month. Names inside the maps are
 * short, because sixteen holds must fit into one write unit.
 */
final class WalletItem {

    static final String ACTIVE = "active";
    static final String FROZEN = "frozen";

    static final String PK_PREFIX = "W#";

    private WalletItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Map.of("pk", AttributeValues.text(PK_PREFIX + account.value()));
    }

    static Map<String, AttributeValue> opened(LedgerEntry first, Money freeAllowance) {
        var opened = Wallet.opened(first, freeAllowance);
        var item = new HashMap<>(key(opened.account()));
        item.put("status", AttributeValues.text(ACTIVE));
        item.put("cash", AttributeValues.amount(opened.cash()));
        item.put("grant", AttributeValues.ZERO);
        item.put("credits", AttributeValues.amount(opened.credits()));
        item.put("debits", AttributeValues.ZERO);
        item.put("version", AttributeValues.ONE);
        item.put("day", AttributeValues.day(opened.day()));
        item.put("dailyLimit", AttributeValues.amount(Wallet.NO_LIMIT));
        item.put("dailyLeft", AttributeValues.amount(Wallet.NO_LIMIT));
        item.put("freeLeft", AttributeValues.amount(freeAllowance));
        item.put("holds", AttributeValue.fromM(Map.of()));
        item.put("keys", AttributeValue.fromM(Map.of()));
        return item;
    }

    static Wallet read(Map<String, AttributeValue> item) {
        var reasons = item.get("frozenBy");
        var ended = item.get("endedDisputes");
        return new Wallet(
                new AccountId(AttributeValues.text(item, "pk").substring(PK_PREFIX.length())),
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
                readKeys(AttributeValues.required(item, "keys").m()));
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
        if (hold.limitedKey() != null) {
            map.put("q", AttributeValues.text(hold.limitedKey().value()));
        }
        return AttributeValue.fromM(map);
    }

    static AttributeValue spend(KeySpend spend) {
        var map = new HashMap<String, AttributeValue>();
        spend.amounts()
                .forEach((window, amount) -> map.put(WindowAttributes.spent(window), AttributeValues.amount(amount)));
        return AttributeValue.fromM(map);
    }

    private static Map<KeyId, KeySpend> readKeys(Map<String, AttributeValue> keys) {
        var read = new HashMap<KeyId, KeySpend>();
        keys.forEach((key, spend) -> read.put(new KeyId(key), readSpend(spend.m())));
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
                hold.containsKey("q") ? new KeyId(AttributeValues.text(hold, "q")) : null);
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
