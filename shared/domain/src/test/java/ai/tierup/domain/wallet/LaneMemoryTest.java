package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneMemoryTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final int MAX_ACCOUNTS = 10_000;

    private final LaneMemory memory = new LaneMemory();

    private static AccountId account(int number) {
        return new AccountId("account-" + number);
    }

    private void note(int number) {
        var first = TestEntries.opening(account(number), "adj#open", new Money(1), MONDAY);
        memory.note(Wallet.opened(first, Money.ZERO).divided(new Lanes(64, 64, 0)));
    }

    private boolean knows(int number) {
        var hold = new Hold(new Money(1), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
        return IntStream.range(0, 9)
                .mapToObj(request -> new HoldKey(RequestId.of(Instant.EPOCH, request), 0))
                .map(key -> new Placement(key, hold, null, 128, Money.ZERO, List.of()))
                .anyMatch(placement -> memory.laneFor(account(number), placement) > 0);
    }

    @Test
    void tenThousandAccountsAreRemembered() {
        IntStream.range(0, MAX_ACCOUNTS).forEach(this::note);
        assertThat(knows(0)).isTrue();

        note(MAX_ACCOUNTS);

        assertThat(knows(1)).isFalse();
        assertThat(knows(MAX_ACCOUNTS)).isTrue();
    }
}
