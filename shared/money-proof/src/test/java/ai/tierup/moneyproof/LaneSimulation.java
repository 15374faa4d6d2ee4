package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.Wallet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A random history of one account whose wallet is divided into lanes, and whose lanes come and go while requests, sweeps, closes of days,
 * bookings, limits and freezes interleave at every call. The account is often short of money, so that much is moved.
 */
final class LaneSimulation {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("divided");
    private static final int MAX_LANES = 5;
    private static final int MAX_NESTING = 3;
    private static final int OTHERS_PERCENT = 5;
    private static final List<Money> LIMITS =
            List.of(Money.ofUsd("0.02"), Money.ofUsd("0.1"), Money.ofUsd("0.5"), Wallet.NO_LIMIT, Wallet.NO_LIMIT);

    private final SplittableRandom random;
    private final World world = new World(START);
    private final RandomFaults faults;
    private final Spenders spenders;
    private final Environments environments;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> audits = new ArrayList<>();
    private int actions;
    private int nesting;

    LaneSimulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.faults = new RandomFaults(random);
        this.spenders = new Spenders(world, random);
        world.open(ACCOUNT, world.operator, Money.ofUsd("0.5"));
        world.accounts.add(ACCOUNT);
        raiseBudgets();
        world.operator.setLanes.set(ACCOUNT, MAX_LANES);
        this.environments = new Environments(world, faults, random, this::letOthers);
    }

    private void raiseBudgets() {
        for (var pool : Pool.values()) {
            for (var day = -2; day < 60; day++) {
                world.operator.setBudget.set(
                        pool,
                        world.operator.today().plusDays(day),
                        Money.ofUsd("1000000"),
                        new BudgetChange("operator", world.now(), "simulated"));
            }
        }
    }

    /** What happened, and how often. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** The number of times that money was moved, until all lanes were closed. */
    long moves() {
        return outcomes.getOrDefault("moves", 0);
    }

    List<String> findings() {
        var all = new ArrayList<>(world.findings());
        all.addAll(audits);
        return all;
    }

    void step() {
        environments.runOnIdle(this::act);
    }

    private void letOthers() {
        if (nesting < MAX_NESTING && random.nextInt(100) < OTHERS_PERCENT) {
            environments.runOnIdle(this::act);
        }
    }

    private void act(ServiceProcess process) {
        nesting++;
        actions++;
        try {
            if (!ProcessLiveness.survives(() -> perform(process))) {
                environments.replace(process);
            }
        } catch (SdkException | IllegalStateException e) {
            // The store was unreachable for too long, or the lanes changed too often, which is reported to the caller.
            count(e.getClass().getSimpleName());
        } finally {
            nesting--;
        }
    }

    private void perform(ServiceProcess process) {
        switch (random.nextInt(32)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 -> place(process);
            case 10, 11, 12, 13, 14, 15, 16 -> settle(process);
            case 17 -> process.sweepHolds.run(random::nextBoolean);
            case 18 -> process.closeDays.run(random::nextBoolean);
            case 19, 20, 21 -> world.pass(someTime());
            case 22 -> process.setDailyLimit.set(ACCOUNT, oneOf(LIMITS));
            case 23, 24 -> setLanes(process, random.nextInt(1, MAX_LANES + 1));
            case 25 -> freeze(process);
            case 26, 27 -> world.operatorActions.thaw(process, ACCOUNT);
            case 28 -> book(process);
            case 29 -> process.wallets.countKey(ACCOUNT, spenders.next());
            case 30 -> world.late.deliverAny(random);
            default -> audit();
        }
    }

    private void place(ServiceProcess process) {
        var tier = TestTiers.mapping().tier(oneOf(List.of(TierId.TIER_1, TierId.TIER_2, TierId.TIER_2, TierId.TIER_3)));
        var bound = new HoldBound(tier, random.nextLong(1, 4_000), random.nextInt(16, 3_000));
        var limits = random.nextInt(5) == 0 ? spenders.limits(ACCOUNT) : List.<LimitedSpender>of();
        switch (process.place(ACCOUNT, bound, limits)) {
            case PlaceOutcome.Placed placed -> {
                count(placed.image().lane() == 0 ? "placed in lane 0" : "placed in another lane");
                environments.openIn(process).add(process.answer(placed, Spenders.keyOf(limits)));
            }
            case PlaceOutcome.Refused(var reason, var mayHold) ->
                count(reason.getClass().getSimpleName());
        }
    }

    private void settle(ServiceProcess process) {
        var open = environments.openIn(process);
        if (!open.isEmpty()) {
            var request = open.remove(random.nextInt(open.size()));
            request.generate(random.nextInt(1000));
            request.settle();
        }
    }

    private void setLanes(ServiceProcess process, int lanes) {
        count("lanes: " + process.setLanes.set(ACCOUNT, lanes).getClass().getSimpleName());
    }

    /** Freezes it now and then. Most of the time requests should be answered. */
    private void freeze(ServiceProcess process) {
        if (random.nextInt(4) == 0) {
            world.operatorActions.freeze(process, ACCOUNT);
        }
    }

    /** Adds a little, or takes so much that little or less than nothing is left. */
    private void book(ServiceProcess process) {
        var why = Integer.toString(actions);
        switch (random.nextInt(8)) {
            case 0 -> world.operatorActions.grant(process, ACCOUNT, new Money(random.nextLong(1, 10_000_000)), why);
            case 1 -> {
                var left = new Money(random.nextLong(-30_000_000, 100_000_000));
                var amount = left.minus(world.wallet(ACCOUNT).cash());
                world.operatorActions.adjust(process, ACCOUNT, amount, why);
            }
            default -> world.operatorActions.adjust(process, ACCOUNT, new Money(random.nextLong(1, 200_000_000)), why);
        }
    }

    private void audit() {
        var depth = random.nextBoolean() ? Depth.EVERYTHING : Depth.OPEN_DAYS;
        audits.addAll(world.operator.auditAccount.audit(ACCOUNT, depth));
    }

    /**
     * Delivers what is late, repeats the operator's commands, and takes all lanes away.
     *
     * @return everything that is wrong
     */
    List<String> end() {
        for (var left = world.late.size() / 2; left > 0; left--) {
            world.late.deliverAny(random);
        }
        world.operatorActions.repeat(world.operator);
        var findings = new ArrayList<>(FinalCheck.run(world));
        findings.addAll(moneyBesideDebt());
        while (world.late.size() > 0) {
            world.late.deliverAny(random);
        }
        world.operatorActions.repeat(world.operator);
        findings.addAll(FinalCheck.run(world));
        count("moves", (int) world.wallet(ACCOUNT).lanes().moves());
        setLanes(world.operator, 1);
        if (world.wallet(ACCOUNT).lanes().areUsed()) {
            findings.add("lanes without holds are left: " + world.wallet(ACCOUNT));
        }
        findings.addAll(FinalCheck.run(world));
        findings.addAll(audits);
        return findings;
    }

    private List<String> moneyBesideDebt() {
        var whole = world.operator.wallets.findWhole(ACCOUNT).orElseThrow();
        return whole.sum().isInDebt()
                        && whole.lanes().stream()
                                .anyMatch(lane -> lane.lane() > 0
                                        && !lane.isFrozen()
                                        && !lane.cash().isZero())
                ? List.of("lanes may spend money beside a debt: " + whole)
                : List.of();
    }

    private Duration someTime() {
        var midnight = world.now()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atTime(LocalTime.MIDNIGHT)
                .toInstant(ZoneOffset.UTC);
        return switch (random.nextInt(16)) {
            case 0 -> Duration.between(world.now(), midnight).plusMillis(random.nextInt(2_000));
            case 1 -> Duration.between(world.now(), midnight).minusMillis(random.nextInt(1, 2_000));
            case 2, 3 -> Duration.ofMinutes(random.nextInt(1, 15));
            default -> Duration.ofMillis(random.nextInt(20_000));
        };
    }

    private void count(String outcome) {
        count(outcome, 1);
    }

    private void count(String outcome, int times) {
        outcomes.merge(outcome, times, Integer::sum);
    }

    private <T> T oneOf(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
