package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.simulators.dynamodb.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A random history of the service. Every step, fault and clock follows from the seed. Actions may run while other processes wait for the
 * store, so that requests, sweeps and closes interleave at every call. In every second history, one account is that of the playground.
 */
final class Simulation {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final int MAX_ACCOUNTS = 4;
    private static final Money AUTO_TOP_UP_BELOW = Money.ofUsd("1");
    private static final int MAX_NESTING = 3;
    private static final int OTHERS_PERCENT = 4;
    private static final int RESENT_PERCENT = 8;

    /** Clocks that differ more let two requests under a key be charged; see docs/DECISIONS.md. */
    private static final Duration MAX_SKEW_FOR_KEYS = Duration.ofSeconds(2);

    private static final long NANO_USD_PER_CENT = 10_000_000;
    private static final List<Money> LIMITS = List.of(
            Money.ZERO, Money.ofUsd("0.05"), Money.ofUsd("0.3"), Money.ofUsd("2"), Wallet.NO_LIMIT, Wallet.NO_LIMIT);
    private static final List<Money> BUDGETS = List.of(
            Money.ZERO,
            Money.ofUsd("0.2"),
            Money.ofUsd("1"),
            Money.ofUsd("4"),
            Money.ofUsd("9"),
            Money.ofUsd("1000000"));

    private final SplittableRandom random;
    private final World world = new World(START);
    private final RandomFaults faults;
    private final TopUps topUps;
    private final KeyedRequests keyedRequests;
    private final Spenders spenders;
    private final Environments environments;
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final List<String> audits = new ArrayList<>();
    private int actions;
    private int nesting;

    Simulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.faults = new RandomFaults(random);
        this.topUps = new TopUps(world.payments, random);
        this.keyedRequests = new KeyedRequests(world, random, this::letOthersDuring);
        this.spenders = new Spenders(world, random);
        openAccount(world.operator);
        openAccount(world.operator);
        if (seed % 2 == 0) {
            world.open(AccountId.PLAYGROUND, world.operator, Money.ZERO);
            world.accounts.add(AccountId.PLAYGROUND);
        }
        this.environments = new Environments(world, faults, random, this::letOthers);
    }

    /** The number of placements by outcome. */
    Map<String, Integer> outcomes() {
        return outcomes;
    }

    /** The states of the sign-up credits. */
    List<String> credits() {
        return SignUps.states(world);
    }

    /** The number of requests under idempotency keys by outcome. */
    Map<String, Integer> keyedRequests() {
        return keyedRequests.counts();
    }

    Map<Fault, Integer> faults() {
        return faults.counts();
    }

    /** The number of checkouts, refunds and disputes by state. */
    Map<String, Integer> payments() {
        return topUps.counts();
    }

    String summary() {
        return "%,d events, %,d processes, %,d holds, %,d writes, credits %s, places %s, keyed requests %s, faults %s, payments %s, their faults %s"
                .formatted(
                        actions,
                        environments.booted(),
                        world.checkingClient.holdsCreated(),
                        world.checkingClient.writes(),
                        credits(),
                        outcomes,
                        keyedRequests.counts(),
                        faults.counts(),
                        topUps.counts(),
                        faults.paymentCounts());
    }

    /** All violations found until now. */
    List<String> findings() {
        var all = new ArrayList<>(world.findings());
        all.addAll(audits);
        all.addAll(keyedRequests.findings());
        return all;
    }

    void step() {
        environments.runOnIdle(this::act);
    }

    /**
     * Delivers half of the late requests, reconciles, repeats the operator's commands and checks the service at rest. Requests that are
     * delivered after that must change nothing.
     *
     * @return everything that is wrong
     */
    List<String> end() {
        for (var left = world.late.size() / 2; left > 0; left--) {
            world.late.deliverAny(random);
        }
        var findings = new ArrayList<>(topUps.reconcile(world.operator));
        world.operatorActions.repeat(world.operator);
        world.deletions.repeat(world.operator);
        findings.addAll(FinalCheck.run(world));
        while (world.late.size() > 0) {
            world.late.deliverAny(random);
        }
        world.operatorActions.repeatFreezes(world.operator);
        findings.addAll(FinalCheck.run(world));
        findings.addAll(audits);
        findings.addAll(keyedRequests.findings());
        findings.addAll(keyedRequests.unclaimedCharges());
        return findings;
    }

    private void letOthers() {
        if (nesting < MAX_NESTING && random.nextInt(100) < OTHERS_PERCENT) {
            environments.runOnIdle(this::act);
        }
    }

    /** Now and then sends {@code request} again while it is being answered. */
    private void letOthersDuring(KeyedRequests.Keyed request) {
        if (nesting < MAX_NESTING && random.nextInt(100) < RESENT_PERCENT) {
            environments.runOnIdle(process -> act(process, () -> sendKeyed(process, request)));
        } else {
            letOthers();
        }
    }

    private void act(ServiceProcess process) {
        act(process, () -> perform(SimulatedAction.next(random), process));
    }

    private void act(ServiceProcess process, Runnable action) {
        nesting++;
        actions++;
        try {
            if (!ProcessLiveness.survives(action)) {
                environments.replace(process);
            }
        } catch (AccountDeleted e) {
            count("refused after a deletion");
        } catch (PaymentsUnavailable e) {
            // The payment provider was unreachable, which is reported to the caller too.
            return;
        } catch (SdkException e) {
            // The store was unreachable for too long, which is reported to the caller. A request that it rejects as
            // invalid is a bug.
            if (e instanceof DynamoDbException answer
                    && answer.awsErrorDetails().errorCode().equals("ValidationException")) {
                throw e;
            }
        } finally {
            nesting--;
        }
    }

    private void perform(SimulatedAction action, ServiceProcess process) {
        switch (action) {
            case PLACE -> place(process);
            case GENERATE -> withOpen(process, request -> request.generate(generated()));
            case CHECKPOINT -> withOpen(process, OpenRequest::checkpoint);
            case FAIL_OVER -> failOver(process);
            case SETTLE -> settle(process);
            case KEYED_REQUEST -> sendKeyed(process, keyedRequests.draw(account()));
            case SWEEP -> process.sweepHolds.run(this::coin);
            case RESET -> {
                process.rollDays.roll();
                process.closeDays.run(this::coin);
            }
            case TIME_PASSES -> world.pass(someTime());
            case DAILY_LIMIT -> process.setDailyLimit.set(account(), oneOf(LIMITS));
            case KEY_COUNTED -> process.wallets.countKey(account(), spenders.next());
            case KEY_FORGOTTEN -> forgetKey(process);
            case BUDGET -> setBudget(process);
            case TOP_UP -> topUp(process);
            case AUTO_TOP_UP -> AutoTopUpActions.act(process, world.payments, account(), AUTO_TOP_UP_BELOW, random);
            case PAYMENT_PROGRESS -> topUps.advance();
            case EVENT -> topUps.deliver(process);
            case CUSTOMER_RETURNS -> topUps.returnFromCheckout(process);
            case RECONCILE -> process.reconcilePayments.run(() -> random.nextInt(40) == 0);
            case PROVIDER_OUTAGE -> faults.startPaymentOutage(random.nextInt(2, 8));
            case OPERATOR_BOOKING -> bookManualEntry(process);
            case OPERATOR_FREEZE -> world.operatorActions.freeze(process, account());
            case OPERATOR_THAW -> world.operatorActions.thaw(process, account());
            case ACCOUNT_OPENED -> openAccount(process);
            case SIGN_UP -> world.signUps.act(world, process, random);
            case CREDITS -> process.advanceCredits.run(() -> random.nextInt(20) == 0);
            case CUSTOMER_ADDS -> world.deletions.add(process, account(), random);
            case DELETION -> world.deletions.begin(process, account());
            case REFUND_OF_DELETED -> world.deletions.refund(world, process, account());
            case LATE_ARRIVAL -> world.late.deliverAny(random);
            case PROCESS_REPLACED -> environments.replace(process);
            case AUDIT -> audit();
        }
    }

    private void place(ServiceProcess process) {
        var account = account();
        var drawn = TestTiers.mapping().tier(oneOf(List.of(TierId.values())));
        var tier = account.equals(AccountId.PLAYGROUND) ? drawn.free() : drawn;
        var isLarge = random.nextInt(6) == 0;
        var bound = isLarge
                ? new HoldBound(tier, 100_000, tier.limits().maxOutputTokens())
                : new HoldBound(tier, random.nextLong(1, 4_000), random.nextInt(16, 3_000));
        var limits = spenders.limits(account);
        switch (process.place(account, bound, limits)) {
            case PlaceOutcome.Placed placed -> {
                count("placed from " + placed.hold().purse());
                if (tier.isFree() && !drawn.isFree()) {
                    count("placed for a visitor");
                }
                environments.openIn(process).add(process.answer(placed, Spenders.keyOf(limits)));
            }
            case PlaceOutcome.Refused(var reason, var mayHold) ->
                count((isLarge ? "large: " : "") + reason.getClass().getSimpleName());
        }
    }

    private void sendKeyed(ServiceProcess process, KeyedRequests.Keyed request) {
        var skew = Duration.between(world.now(), process.clock.instant()).abs();
        if (skew.compareTo(MAX_SKEW_FOR_KEYS) <= 0) {
            keyedRequests.send(process, request);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private void withOpen(ServiceProcess process, Consumer<OpenRequest> what) {
        var open = environments.openIn(process);
        if (!open.isEmpty()) {
            what.accept(oneOf(open));
        }
    }

    private void failOver(ServiceProcess process) {
        withOpen(process, request -> {
            if (!request.failOver()) {
                environments.openIn(process).remove(request);
                request.settle();
            }
        });
    }

    private void settle(ServiceProcess process) {
        withOpen(process, request -> {
            environments.openIn(process).remove(request);
            if (random.nextInt(8) > 0) {
                request.generate(generated());
            }
            request.settle();
        });
    }

    /** Draws thousandths of the bound. Upstream breaks its bound now and then. */
    private int generated() {
        return random.nextInt(20) == 0 ? random.nextInt(1000, 1600) : random.nextInt(1000);
    }

    private void forgetKey(ServiceProcess process) {
        var account = account();
        var counted = spenders.counted(account);
        if (!counted.isEmpty()) {
            process.wallets.forgetKey(account, oneOf(counted));
        }
    }

    private void setBudget(ServiceProcess process) {
        // Two changes at the same instant would count as one.
        var at = process.clock.instant().plusNanos(actions);
        var change = new BudgetChange("operator", at, "simulated");
        process.setBudget.set(oneOf(List.of(Pool.values())), process.today(), oneOf(BUDGETS), change);
    }

    private void topUp(ServiceProcess process) {
        TopUps.place(process, account(), new Money(NANO_USD_PER_CENT * random.nextInt(500, 900)));
    }

    /** Books a grant, a credit, or an adjustment that leaves so little cash that refunds cause a debt. */
    private void bookManualEntry(ServiceProcess process) {
        var account = account();
        var why = Integer.toString(actions);
        switch (random.nextInt(3)) {
            case 0 -> world.operatorActions.grant(process, account, new Money(random.nextLong(1, 300_000_000)), why);
            case 1 -> world.operatorActions.adjust(process, account, new Money(random.nextLong(1, 300_000_000)), why);
            default -> {
                var left = new Money(random.nextLong(-30_000_000, 200_000_000));
                world.operatorActions.adjust(
                        process, account, left.minus(world.wallet(account).cash()), why);
            }
        }
    }

    private void openAccount(ServiceProcess process) {
        if (world.accounts.size() < MAX_ACCOUNTS) {
            var account = world.nextAccount();
            try {
                world.open(account, process, new Money(random.nextLong(1, 800_000_000)));
            } finally {
                if (!world.accounts.contains(account)
                        && world.operator.wallets.find(account).isPresent()) {
                    world.accounts.add(account);
                }
            }
        }
    }

    private void audit() {
        var account = account();
        var depth = coin() ? Depth.EVERYTHING : Depth.OPEN_DAYS;
        world.operator
                .auditAccount
                .audit(account, depth)
                .forEach(finding -> audits.add("audit of " + account + ": " + finding));
        audits.addAll(ProviderComparison.unfounded(world));
    }

    private Duration someTime() {
        return switch (random.nextInt(20)) {
            case 0 -> untilMidnight().plusMillis(random.nextInt(2_000));
            case 1 -> untilMidnight().minusMillis(random.nextInt(1, 2_000));
            case 2 -> Duration.ofHours(random.nextInt(1, 30));
            case 3, 4, 5 -> Duration.ofMinutes(random.nextInt(1, 15));
            default -> Duration.ofMillis(random.nextInt(20_000));
        };
    }

    private Duration untilMidnight() {
        var today = LocalDate.ofInstant(world.now(), ZoneOffset.UTC);
        return Duration.between(
                world.now(), today.plusDays(1).atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC));
    }

    private AccountId account() {
        return oneOf(world.accounts);
    }

    private boolean coin() {
        return random.nextBoolean();
    }

    private <T> T oneOf(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
