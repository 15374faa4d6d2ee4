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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LaneMemoryTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);
    private static final int MAX_ACCOUNTS = 10_000;

    private final LaneMemory memory = new LaneMemory();

    private static AccountId account(int number) {
        return new AccountId("account-" + number);
    }

    private static LedgerEntry opening(int number) {
        return TestEntries.opening(account(number), "adj#open", new Money(1), MONDAY);
    }

    private static Placement placement(RequestId request) {
        var hold = new Hold(new Money(1), Money.ZERO, Purse.CASH, TierId.TIER_2, 9, MONDAY, Set.of());
        return new Placement(new HoldKey(request, 0), hold, null, 128, Money.ZERO, List.of());
    }

    private void note(int number) {
        memory.note(Wallet.opened(opening(number), Money.ZERO).divided(new Lanes(64, 64, 0)));
    }

    private boolean knows(int number) {
        return IntStream.range(0, 9)
                .mapToObj(request -> placement(RequestId.of(Instant.EPOCH, request)))
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

    /** Those requests would all be in one lane if it were the rest of their hash code. */
    @Test
    void requestsWithSimilarHashCodesAreSpreadOverAllLanes() {
        memory.note(Wallet.opened(opening(0), Money.ZERO).divided(new Lanes(4, 4, 0)));

        var inLanes = IntStream.range(0, 10_000)
                .mapToObj(number -> RequestId.of(Instant.EPOCH, number))
                .filter(request -> request.value().hashCode() % 16 == 0)
                .map(request -> memory.laneFor(account(0), placement(request)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(inLanes)
                .containsOnlyKeys(0, 1, 2, 3)
                .allSatisfy((lane, requests) -> assertThat(requests).isGreaterThan(100));
    }
}
