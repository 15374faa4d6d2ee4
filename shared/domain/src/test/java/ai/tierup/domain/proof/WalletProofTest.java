package ai.tierup.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests placing, settling and sweeping in every order. */
@Tag("proof")
class WalletProofTest {

    private static void holds(String what, WalletScenario scenario) {
        Proof.holds("place/settle/sweep, " + what, new WalletModel(scenario, new Protocol()));
    }

    @Test
    void oneRequestIsPaidOnceHoweverItsSweepersRace() {
        holds("1 request, 2 sweepers", WalletScenario.with(1).grant(1).losing(1).sweepers(2));
    }

    @Test
    void holdsWhoseAnswersAreLostExpire() {
        holds(
                "1 request, 2 answers lost",
                WalletScenario.with(1).grant(1).cash(2).losing(2));
    }

    @Test
    void aRequestAcrossMidnightIsCountedOnItsDay() {
        holds("1 request, midnight", WalletScenario.with(1).grant(1).losing(1).aroundMidnight());
    }

    @Test
    void aSweepFarTooEarlyMovesNoMoney() {
        holds(
                "1 request, swept far too early",
                WalletScenario.with(1).grant(1).losing(1).sweepers(2).farTooEarly());
    }

    @Test
    void anAuditIsExactWhileTrafficGoesOn() {
        holds("1 request, audited", WalletScenario.with(1).grant(1).losing(1).audited());
    }

    @Test
    void twoRequestsCannotSpendTheSameMoney() {
        holds("2 requests, money for 1", WalletScenario.with(2).losing(1).sweepers(Proof.LONG ? 2 : 1));
    }

    @Test
    void twoRequestsShareBothPurses() {
        holds("2 requests, 2 purses", WalletScenario.with(2).grant(1).sweepers(Proof.LONG ? 2 : 1));
    }

    @Test
    void twoRequestsWithClocksADayApartAreCountedOnTheirDays() {
        holds("2 requests, 2 days", WalletScenario.with(2).aroundMidnight());
    }

    @Test
    void twoRequestsPassNeitherTheLimitOfTheirKeyNorThatOfTheirTeam() {
        holds("2 requests, key for 1 a day", WalletScenario.with(2).cash(2).limited(1, 2));
        holds("2 requests, team for 1 a month", WalletScenario.with(2).cash(2).limited(2, 1));
    }

    @Test
    void aMidnightEndsTheDayOfAKeyAndNotTheMonthOfItsTeam() {
        holds(
                "2 requests, 2 days, team for 1 a month",
                WalletScenario.with(2).cash(2).limited(1, 1).aroundMidnight());
        holds("2 requests, 2 days", WalletScenario.with(2).cash(2).limited(1, 2).aroundMidnight());
    }

    @Test
    void theEndOfAMonthEndsTheWindowsOfBoth() {
        holds(
                "1 request, 2 months",
                WalletScenario.with(1).losing(1).limited(1, 1).aroundTheEndOfTheMonth());
        holds(
                "2 requests, 2 months",
                WalletScenario.with(2).cash(2).limited(1, 1).aroundTheEndOfTheMonth());
    }

    @Test
    void aSweepFarTooEarlyOfTwoRequestsMovesNoMoney() {
        holds(
                "2 requests, swept far too early",
                WalletScenario.with(2).grant(Proof.LONG ? 1 : 0).farTooEarly());
    }

    @Test
    void pruningMessagesChangesNoReachableStore() {
        var scenario = WalletScenario.with(1).losing(1).aroundMidnight();
        var unpruned = new Protocol() {
            @Override
            boolean isSpent(Call call, Store store, boolean placeable) {
                return false;
            }
        };

        assertThat(stores(scenario, new Protocol())).isEqualTo(stores(scenario, unpruned));
    }

    private static Set<Store> stores(WalletScenario scenario, Protocol protocol) {
        return Search.explore(new WalletModel(scenario, protocol)).visited().stream()
                .map(state -> state.store().value())
                .collect(Collectors.toSet());
    }
}
