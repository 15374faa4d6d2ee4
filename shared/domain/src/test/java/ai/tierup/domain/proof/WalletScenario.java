package ai.tierup.domain.proof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The bounds of a search of {@link WalletModel}.
 *
 * @param requests number of requests that share the wallet
 * @param grantHolds number of holds that the granted credit covers
 * @param cashHolds number of holds that the cash covers
 * @param lostAnswers number of placements that may end without an answer
 * @param sweepers number of sweepers that may run at once
 * @param sweptEarly whether they may take a hold whose request is still being answered, as when clocks are far apart
 * @param midnight whether the wallet may be rolled in between; the clocks of all requests but the first are then past midnight
 * @param auditor whether an image of the wallet, taken at any time, is compared with the log at any later time
 */
record WalletScenario(
        int requests,
        int grantHolds,
        int cashHolds,
        int lostAnswers,
        int sweepers,
        boolean sweptEarly,
        boolean midnight,
        boolean auditor) {

    static final AccountId ACCOUNT = new AccountId("acme");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    static final LocalDate TOMORROW = TODAY.plusDays(1);

    /** A bound that fits or is refused, because its output cap is too small to be lowered. */
    static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 100);

    static final Money COST = Money.ofUsd("0.002");
    static final Money CHECKPOINT = Money.ofUsd("0.001");

    static WalletScenario with(int requests) {
        return new WalletScenario(requests, 0, 1, 0, 1, false, false, false);
    }

    WalletScenario grant(int holds) {
        return new WalletScenario(requests, holds, cashHolds, lostAnswers, sweepers, sweptEarly, midnight, auditor);
    }

    WalletScenario cash(int holds) {
        return new WalletScenario(requests, grantHolds, holds, lostAnswers, sweepers, sweptEarly, midnight, auditor);
    }

    WalletScenario losing(int answers) {
        return new WalletScenario(requests, grantHolds, cashHolds, answers, sweepers, sweptEarly, midnight, auditor);
    }

    WalletScenario sweepers(int count) {
        return new WalletScenario(requests, grantHolds, cashHolds, lostAnswers, count, sweptEarly, midnight, auditor);
    }

    WalletScenario farTooEarly() {
        return new WalletScenario(requests, grantHolds, cashHolds, lostAnswers, sweepers, true, midnight, auditor);
    }

    WalletScenario aroundMidnight() {
        return new WalletScenario(requests, grantHolds, cashHolds, lostAnswers, sweepers, sweptEarly, true, auditor);
    }

    WalletScenario audited() {
        return new WalletScenario(requests, grantHolds, cashHolds, lostAnswers, sweepers, sweptEarly, midnight, true);
    }

    Wallet wallet() {
        var grant = amountOf(grantHolds);
        var cash = amountOf(cashHolds);
        return new Wallet(
                ACCOUNT,
                Freezes.NONE,
                new Balance(cash, grant, cash.plus(grant), Money.ZERO),
                1,
                new DayCounters(TODAY, Money.ofUsd("1"), Money.ofUsd("1"), Money.ZERO),
                Map.of(),
                Map.of());
    }

    /** The programs of the requests. Their ids differ in the last digit. */
    List<Program> programs(Protocol protocol) {
        return IntStream.range(0, requests)
                .<Program>mapToObj(i -> {
                    var afterMidnight = midnight && i > 0;
                    return new HandleRequest(id(i), afterMidnight ? NOON.plus(1, ChronoUnit.DAYS) : NOON, protocol);
                })
                .toList();
    }

    int indexOf(RequestId request) {
        return IntStream.range(0, requests)
                .filter(i -> id(i).equals(request))
                .findFirst()
                .orElseThrow();
    }

    private static RequestId id(int index) {
        return RequestId.of(NOON, index + 1);
    }

    private static Money amountOf(int holds) {
        return new Money(BOUND.amount().nanoUsd() * holds);
    }
}
