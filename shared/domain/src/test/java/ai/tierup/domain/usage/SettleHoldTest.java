package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.SettleHold.Settlement;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletStory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SettleHoldTest {

    private static final AccountId ACCOUNT = new AccountId("acme");

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final WalletStory story = new WalletStory(ledger, ACCOUNT);
    private final InMemoryUsageLog log = new InMemoryUsageLog();
    private final SettleHold settleHold = new SettleHold(log, ledger, (alarm, subject) -> {
        throw new AssertionError(alarm);
    });

    SettleHoldTest() {
        story.tell("""
            open 1000 → opened
            place h1 500 → held
            """);
    }

    private Settlement settle(long cost) {
        return settleHold.settle(story.hold("h1"), record(cost));
    }

    private UsageRecord record(long cost) {
        return new UsageRecord(
                new SettledHold(
                        ACCOUNT,
                        story.key("h1"),
                        WalletStory.MONDAY,
                        TierId.TIER_2,
                        Purse.CASH,
                        Purse.CASH.pool(),
                        null,
                        2),
                new UsageRecord.Request(Instant.parse("2026-11-23T23:59:00Z"), null, null),
                Outcome.ANSWERED,
                FinishReason.STOP,
                new UsageRecord.Consumption(new TokenUsage(3, 4, 0), TokenSource.REPORTED, null, null),
                new Costs(new Money(cost), Money.ZERO, Money.ZERO),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }

    @Test
    void theCostIsTakenAndTheRestIsReturned() {
        var settlement = settle(120);

        story.tell("read → found, cash 880, debits 120");
        assertThat(settlement.image()).isEqualTo(ledger.find(ACCOUNT));
    }

    @Test
    void aSecondSettlementChargesTheCostOfTheFirst() {
        settle(120);

        var second = settle(300);

        assertThat(second.record().cost()).isEqualTo(new Money(120));
        assertThat(second.image()).isEmpty();
        story.tell("read → found, debits 120");
    }

    @Test
    void theRecordOfAHandlerThatDiedIsApplied() {
        log.append(record(120));

        settle(0);

        story.tell("read → found, cash 880");
    }

    @Test
    void aHoldIsSettledAfterMidnight() {
        story.tell("place h2 1 tuesday after monday → held");

        var settlement = settle(120);

        story.tell("read → found, cash 879, day tuesday");
        assertThat(settlement.image()).isEqualTo(ledger.find(ACCOUNT));
    }

    @Test
    void aCostAboveTheHoldIsRejected() {
        assertThatThrownBy(() -> settle(501)).isInstanceOf(IllegalArgumentException.class);
    }
}
