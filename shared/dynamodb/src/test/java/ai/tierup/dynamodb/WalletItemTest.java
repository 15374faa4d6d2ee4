package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class WalletItemTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    @Test
    void aHoldIsReadBackAsItWasWritten() {
        var key = new HoldKey(RequestId.of(Instant.parse("2026-11-24T12:00:00Z"), 7), 3);
        var hold = new Hold(Money.ZERO, new Money(5), Purse.FREE, TierId.TIER_1, 99, DAY, null);
        var item =
                WalletItem.opened(TestEntries.opening(new AccountId("acme"), "adj#1", new Money(1), DAY), Money.ZERO);
        item.put("holds", AttributeValue.fromM(Map.of(key.toString(), WalletItem.hold(hold))));

        assertThat(WalletItem.read(item).holds()).isEqualTo(Map.of(key, hold));
    }
}
