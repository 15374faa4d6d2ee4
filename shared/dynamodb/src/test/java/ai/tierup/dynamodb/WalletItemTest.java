package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WalletItemTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    @Test
    void aHoldIsReadBackAsItWasWritten() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 7), 3);
        var hold = new Hold(Money.ZERO, new Money(5), Purse.FREE, TierId.TIER_1, 99, DAY, Set.of());
        var item = WalletItem.write(
                Wallet.opened(TestEntries.opening(new AccountId("acme"), "adj#1", new Money(1), DAY), Money.ZERO));
        item.put("holds", AttributeValue.fromM(Map.of(key.toString(), WalletItem.hold(hold))));

        assertThat(WalletItem.read(item).holds()).isEqualTo(Map.of(key, hold));
    }

    @Test
    void aHoldOfAKeyAndItsTeamIsReadBackAsItWasWritten() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 7), 3);
        var spenders = Set.of(new SpenderId("key_1"), SpenderId.of(new TeamName("ops")));
        var hold = new Hold(new Money(5), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, DAY, spenders);
        var item = WalletItem.write(
                Wallet.opened(TestEntries.opening(new AccountId("acme"), "adj#1", new Money(1), DAY), Money.ZERO));
        item.put("holds", AttributeValue.fromM(Map.of(key.toString(), WalletItem.hold(hold))));

        assertThat(WalletItem.read(item).holds()).isEqualTo(Map.of(key, hold));
    }

    /** Reads the format that has been stored since the first version, and must stay readable. */
    @Test
    void theStoredFormatStaysReadable() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 7), 3);
        var hold = Map.of(
                "a", number("300"),
                "p", text("c2"),
                "x", number("1795000000"),
                "d", text("2026-11-24"),
                "q", text("key_1"));
        var item = Map.ofEntries(
                Map.entry("pk", text("W#acme")),
                Map.entry("status", text("frozen")),
                Map.entry("frozenBy", AttributeValue.fromSs(List.of("operator", "dispute#dp_1"))),
                Map.entry("endedDisputes", AttributeValue.fromSs(List.of("dispute#dp_0"))),
                Map.entry("cash", number("-11")),
                Map.entry("grant", number("22")),
                Map.entry("credits", number("333")),
                Map.entry("debits", number("22")),
                Map.entry("version", number("17")),
                Map.entry("day", text("2026-11-24")),
                Map.entry("dailyLimit", number("5000")),
                Map.entry("dailyLeft", number("4000")),
                Map.entry("freeLeft", number("60")),
                Map.entry("holds", AttributeValue.fromM(Map.of(key.toString(), AttributeValue.fromM(hold)))),
                Map.entry(
                        "keys",
                        AttributeValue.fromM(
                                Map.of("key_1", AttributeValue.fromM(Map.of("d", number("71"), "m", number("72")))))));

        assertThat(WalletItem.read(item))
                .isEqualTo(new Wallet(
                        new AccountId("acme"),
                        new Freezes(Set.of("operator", "dispute#dp_1"), Set.of("dispute#dp_0")),
                        new Balance(new Money(-11), new Money(22), new Money(333), new Money(22)),
                        17,
                        new DayCounters(DAY, new Money(5000), new Money(4000), new Money(60)),
                        Map.of(
                                key,
                                new Hold(
                                        new Money(300),
                                        Money.ZERO,
                                        Purse.CASH,
                                        TierId.TIER_2,
                                        1_795_000_000L,
                                        DAY,
                                        Set.of(new SpenderId("key_1")))),
                        Map.of(
                                new SpenderId("key_1"),
                                new KeySpend(Map.of(Window.DAY, new Money(71), Window.MONTH, new Money(72))))));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(String number) {
        return AttributeValue.fromN(number);
    }
}
