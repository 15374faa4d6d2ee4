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
 * The wallet as an item: {@code pk "W#<account>"}, the amounts in nano-dollars under their own names, and {@code holds}, a map of
 * hold key → {@code a} amount, {@code p} purse letter and tier digit, {@code x} expiry, {@code d} day, {@code f} free allowance,
 * {@code q} key with limits; and {@code keys}, a map of the keys with limits → {@code d} spent today, {@code m} this month.
 * The names are short where they stand once per hold: sixteen holds must fit into one write unit.
 */
final class WalletItem {

    static final String ACTIVE = "active";
    static final String FROZEN = "frozen";

    static final String PK_PREFIX = "W#";

    private WalletItem() {}

    static Map<String, AttributeValue> key(AccountId account) {
        return Map.of("pk", Values.text(PK_PREFIX + account.value()));
    }

    static Map<String, AttributeValue> opened(LedgerEntry first, Money freeAllowance) {
        var opened = Wallet.opened(first, freeAllowance);
        var item = new HashMap<>(key(opened.account()));
        item.put("status", Values.text(ACTIVE));
        item.put("cash", Values.amount(opened.cash()));
        item.put("grant", Values.ZERO);
        item.put("credits", Values.amount(opened.credits()));
        item.put("debits", Values.ZERO);
        item.put("version", Values.ONE);
        item.put("day", Values.day(opened.day()));
        item.put("dailyLimit", Values.amount(Wallet.NO_LIMIT));
        item.put("dailyLeft", Values.amount(Wallet.NO_LIMIT));
        item.put("freeLeft", Values.amount(freeAllowance));
        item.put("holds", AttributeValue.fromM(Map.of()));
        item.put("keys", AttributeValue.fromM(Map.of()));
        return item;
    }

    static Wallet read(Map<String, AttributeValue> item) {
        var reasons = item.get("frozenBy");
        var ended = item.get("endedDisputes");
        return new Wallet(
                new AccountId(Values.text(item, "pk").substring(PK_PREFIX.length())),
                new Freezes(
                        reasons == null ? Set.of() : Set.copyOf(reasons.ss()),
                        ended == null ? Set.of() : Set.copyOf(ended.ss())),
                new Balance(
                        Values.amount(item, "cash"),
                        Values.amount(item, "grant"),
                        Values.amount(item, "credits"),
                        Values.amount(item, "debits")),
                Values.number(item, "version"),
                new DayCounters(
                        Values.day(item, "day"),
                        Values.amount(item, "dailyLimit"),
                        Values.amount(item, "dailyLeft"),
                        Values.amount(item, "freeLeft")),
                readHolds(Values.required(item, "holds").m()),
                readKeys(Values.required(item, "keys").m()));
    }

    static AttributeValue hold(Hold hold) {
        var map = new HashMap<String, AttributeValue>();
        map.put("a", Values.amount(hold.amount()));
        map.put(
                "p",
                Values.text(letter(hold.purse()) + Integer.toString(hold.tier().digit())));
        map.put("x", Values.number(hold.expiresAtEpochSecond()));
        map.put("d", Values.day(hold.day()));
        if (hold.purse() == Purse.FREE) {
            map.put("f", Values.amount(hold.freeAllowance()));
        }
        if (hold.limitedKey() != null) {
            map.put("q", Values.text(hold.limitedKey().value()));
        }
        return AttributeValue.fromM(map);
    }

    static AttributeValue spend(KeySpend spend) {
        var map = new HashMap<String, AttributeValue>();
        spend.amounts().forEach((window, amount) -> map.put(WindowNames.spent(window), Values.amount(amount)));
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
            amounts.put(window, Values.amount(spend, WindowNames.spent(window)));
        }
        return new KeySpend(amounts);
    }

    private static Map<HoldKey, Hold> readHolds(Map<String, AttributeValue> holds) {
        var read = new HashMap<HoldKey, Hold>();
        holds.forEach((key, hold) -> read.put(HoldKey.parse(key), readHold(hold.m())));
        return read;
    }

    private static Hold readHold(Map<String, AttributeValue> hold) {
        var purseAndTier = Values.text(hold, "p");
        return new Hold(
                Values.amount(hold, "a"),
                hold.containsKey("f") ? Values.amount(hold, "f") : Money.ZERO,
                purse(purseAndTier.charAt(0)),
                TierId.ofDigit(Character.digit(purseAndTier.charAt(1), 10)),
                Values.number(hold, "x"),
                Values.day(hold, "d"),
                hold.containsKey("q") ? new KeyId(Values.text(hold, "q")) : null);
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
            default -> throw new IllegalStateException("No purse " + letter);
        };
    }
}
