package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.RequestId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A write costs a unit for each 1,024 bytes begun, so the item's size is the price of a request. */
class WalletItemTest {

    private static final int WRITE_UNIT_BYTES = 1024;
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private static int sizeWith(int holds) {
        var item = WalletItem.opened(
                new AccountId("a234567890123456"), new Money(25_000_000_000L), DAY, new Money(50_000_000));
        item.put("debits", Values.number(99_999_999_999L));
        item.put("version", Values.number(1_000_000));
        var map = new HashMap<String, AttributeValue>();
        for (var hold = 0; hold < holds; hold++) {
            map.put(
                    new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), hold), 0).toString(),
                    WalletItem.hold(new Hold(
                            new Money(9_999_999), Money.ZERO, Purse.CASH, TierId.TIER_2, 1_795_000_000L, DAY, null)));
        }
        item.put("holds", AttributeValue.fromM(map));
        return size(item);
    }

    /** By the published rules: names and texts in UTF-8, a byte and one for each two digits of a number, three for a map and one an entry. */
    private static int size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(entry -> bytes(entry.getKey()) + size(entry.getValue()))
                .sum();
    }

    private static int size(AttributeValue value) {
        return switch (value.type()) {
            case S -> bytes(value.s());
            case N -> 1 + (significantDigits(value.n()) + 1) / 2;
            case M -> 3 + value.m().size() + size(value.m());
            default -> throw new AssertionError(value.type());
        };
    }

    private static int significantDigits(String number) {
        var digits = number.replace("-", "").replaceAll("0+$", "");
        return Math.max(1, digits.length());
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void sixteenOpenHoldsFitIntoOneWriteUnit() {
        assertThat(sizeWith(16)).isLessThanOrEqualTo(WRITE_UNIT_BYTES);
        assertThat(sizeWith(1) - sizeWith(0)).isLessThanOrEqualTo(53);
    }

    @Test
    void aHoldIsReadBackAsItWasWritten() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 7), 3);
        var hold = new Hold(Money.ZERO, new Money(5), Purse.FREE, TierId.TIER_1, 99, DAY, null);
        var item = WalletItem.opened(new AccountId("acme"), new Money(1), DAY, Money.ZERO);
        item.put("holds", AttributeValue.fromM(Map.of(key.toString(), WalletItem.hold(hold))));

        assertThat(WalletItem.read(item).holds()).isEqualTo(Map.of(key, hold));
    }
}
