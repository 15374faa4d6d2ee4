package ai.tierup.domain.proof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bounds of a search of {@link WalletModel}.
 *
 * @param requests number of requests that share the wallet
 * @param purses number of holds that each purse covers
 * @param lostAnswers number of placements that may end without an answer
 * @param sweepers number of sweepers that may run at once
 * @param sweptEarly whether they may take a hold whose request is still being answered, as when clocks are far apart
 * @param midnight whether the wallet may be rolled in between; the clocks of all requests but the first are then past midnight
 * @param spenders limits of the key and the team of all requests
 * @param auditor whether an image of the wallet, taken at any time, is compared with the log at any later time
 */
record WalletScenario(
        int requests,
        Purses purses,
        int lostAnswers,
        int sweepers,
        boolean sweptEarly,
        Midnight midnight,
        List<LimitedSpender> spenders,
        boolean auditor) {

    static final AccountId ACCOUNT = new AccountId("acme");
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final LocalDate TODAY = LocalDate.parse("2026-11-23");
    /** The number of holds that each purse covers. */
    record Purses(int grant, int cash) {}

    /** The midnight at which a scenario takes place. */
    enum Midnight {
        NONE(TODAY),
        WITHIN_THE_MONTH(TODAY.plusDays(1)),
        END_OF_THE_MONTH(LocalDate.parse("2026-12-01"));

        private final LocalDate next;

        Midnight(LocalDate next) {
            this.next = next;
        }
    }

    /** A bound that fits or is refused, because its output cap is too small to be lowered. */
    static final HoldBound BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 1_000, 100);

    /** What a request asks for once a wallet does not afford {@link #BOUND}. */
    static final HoldBound EXACT_BOUND = new HoldBound(TestTiers.mapping().tier(TierId.TIER_2), 900, 1_000, 100);

    static final SpenderId KEY = new SpenderId("key_1");
    static final SpenderId TEAM = SpenderId.of(new TeamName("ops"));

    static final Money COST = Money.ofUsd("0.002");
    static final Money CHECKPOINT = Money.ofUsd("0.001");

    static WalletScenario with(int requests) {
        return new WalletScenario(requests, new Purses(0, 1), 0, 1, false, Midnight.NONE, List.of(), false);
    }

    WalletScenario grant(int holds) {
        return with(new Purses(holds, purses.cash()));
    }

    WalletScenario cash(int holds) {
        return with(new Purses(purses.grant(), holds));
    }

    private WalletScenario with(Purses other) {
        return new WalletScenario(requests, other, lostAnswers, sweepers, sweptEarly, midnight, spenders, auditor);
    }

    WalletScenario losing(int answers) {
        return new WalletScenario(requests, purses, answers, sweepers, sweptEarly, midnight, spenders, auditor);
    }

    WalletScenario sweepers(int count) {
        return new WalletScenario(requests, purses, lostAnswers, count, sweptEarly, midnight, spenders, auditor);
    }

    WalletScenario farTooEarly() {
        return new WalletScenario(requests, purses, lostAnswers, sweepers, true, midnight, spenders, auditor);
    }

    WalletScenario aroundMidnight() {
        return around(Midnight.WITHIN_THE_MONTH);
    }

    WalletScenario aroundTheEndOfTheMonth() {
        return around(Midnight.END_OF_THE_MONTH);
    }

    private WalletScenario around(Midnight other) {
        return new WalletScenario(requests, purses, lostAnswers, sweepers, sweptEarly, other, spenders, auditor);
    }

    /** Lets the key spend as many holds a day, and the team as many a month. */
    WalletScenario limited(int keyHoldsADay, int teamHoldsAMonth) {
        var limits = List.of(
                new LimitedSpender(KEY, new KeyLimits(Map.of(Window.DAY, amountOf(keyHoldsADay)))),
                new LimitedSpender(TEAM, new KeyLimits(Map.of(Window.MONTH, amountOf(teamHoldsAMonth)))));
        return new WalletScenario(requests, purses, lostAnswers, sweepers, sweptEarly, midnight, limits, auditor);
    }

    WalletScenario audited() {
        return new WalletScenario(requests, purses, lostAnswers, sweepers, sweptEarly, midnight, spenders, true);
    }

    boolean hasMidnight() {
        return midnight != Midnight.NONE;
    }

    LocalDate tomorrow() {
        return midnight.next;
    }

    Wallet wallet() {
        var grant = amountOf(purses.grant());
        var cash = amountOf(purses.cash());
        return new Wallet(
                ACCOUNT,
                Freezes.NONE,
                new Balance(cash, grant, cash.plus(grant), Money.ZERO),
                1,
                new DayCounters(TODAY, Money.ofUsd("1"), Money.ofUsd("1"), Money.ZERO),
                Map.of(),
                spenders.stream().collect(Collectors.toMap(LimitedSpender::id, spender -> KeySpend.NOTHING)));
    }

    /** The programs of the requests. Their ids differ in the last digit. */
    List<Program> programs(Protocol protocol) {
        return IntStream.range(0, requests)
                .<Program>mapToObj(i -> {
                    var day = hasMidnight() && i > 0 ? tomorrow() : TODAY;
                    var now = NOON.plus(ChronoUnit.DAYS.between(TODAY, day), ChronoUnit.DAYS);
                    return new HandleRequest(id(i), now, spenders, protocol);
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
