package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import ai.tierup.domain.wallet.UnreliableLedger.Fault;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request whose last attempt is refused for want of money says why, unless a lower cap could still be sent. */
class PlaceHoldLastAttemptTest {

    private static final AccountId ACCOUNT = new AccountId("acme");
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));
    private static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 1_000);

    private final UnreliableLedger ledger = new UnreliableLedger(new InMemoryWalletLedger());
    private final PlaceHold placeHold =
            new PlaceHold(ledger, TestGuardrail.unlimited(NOON), (alarm, subject) -> {}, NOON, WalletRules.STANDARD);

    /** Places a hold on a wallet with {@code cash}, whose store takes nothing before the last attempt. */
    private PlaceOutcome placeAtLast(Money cash) {
        ledger.open(
                TestEntries.opening(ACCOUNT, "adj#1", cash, LocalDate.parse("2026-11-24")),
                WalletRules.STANDARD.freeAllowance());
        ledger.faults.addAll(Collections.nCopies(HoldKey.ATTEMPTS - 1, Fault.NOT_APPLIED));
        var request = RequestId.of(NOON.instant(), 5);
        return placeHold.place(
                ACCOUNT, request, BOUND, () -> BOUND, NOON.instant().plusSeconds(360), List.of());
    }

    @Test
    void aWalletWithoutMoneyIsSaidToHaveNone() {
        assertThat(placeAtLast(new Money(1)))
                .isEqualTo(new Refused(new PlaceRefusal.InsufficientFunds(new Money(1), BOUND.amount(), 0)));
        assertThat(ledger.sent).hasSize(HoldKey.ATTEMPTS);
    }

    @Test
    void aWalletThatAffordsALowerCapIsAskedForLater() {
        assertThat(placeAtLast(BOUND.amount().minus(new Money(7_500))))
                .isEqualTo(new Refused(new PlaceRefusal.LedgerBusy()));
    }
}
