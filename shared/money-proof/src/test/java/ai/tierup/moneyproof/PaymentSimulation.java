package ai.tierup.moneyproof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.PaymentsUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A random history of a customer's top-ups, determined by a seed. Events come late, twice, in any order or never. The provider and the
 * store fail. Processes die at any call, and receive outdated answers. While a process waits for the provider, others may act.
 */
final class PaymentSimulation {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final int MAX_NESTING = 2;

    /** High, so that most runs of the job charge. */
    private static final Money AUTO_TOP_UP_BELOW = Money.ofUsd("1000");

    final AccountId account = new AccountId("payer");
    private final SplittableRandom random;
    private final World world = new World(START);
    private final RandomFaults faults;
    private final TopUps topUps;
    private ServiceProcess process;
    private int nesting;

    PaymentSimulation(long seed) {
        this.random = new SplittableRandom(seed);
        this.faults = new RandomFaults(random);
        this.topUps = new TopUps(world.payments, random);
        world.operator.grantCredit.open(account, SignUps.mail(0), true);
        world.accounts.add(account);
        this.process = boot();
    }

    private ServiceProcess boot() {
        var network = new Network(faults.once(), faults.retrying(), faults.payments(), this::letOthers);
        return world.boot(network, Duration.ofMinutes(random.nextInt(-20, 20)), random);
    }

    private void letOthers() {
        if (nesting < MAX_NESTING && random.nextInt(100) < 25) {
            step();
        }
    }

    void step() {
        nesting++;
        try {
            switch (random.nextInt(12)) {
                case 0, 1 -> attempt(() -> TopUps.place(process, account, amount()));
                case 2, 3, 4 -> topUps.advance();
                case 5, 6, 7 -> attempt(() -> topUps.deliver(process));
                case 8 -> pass();
                case 9, 10 ->
                    attempt(() -> AutoTopUpActions.act(process, world.payments, account, AUTO_TOP_UP_BELOW, random));
                default -> process = boot();
            }
        } finally {
            nesting--;
        }
    }

    private Money amount() {
        return Money.ofUsd(Integer.toString(random.nextInt(5, 1_001)));
    }

    private void pass() {
        world.pass(Duration.ofMinutes(random.nextInt(1, 1_000)));
        if (random.nextInt(3) == 0) {
            attempt(() -> process.closeDays.run(() -> false));
        }
        if (random.nextInt(3) == 0) {
            attempt(() -> process.advanceCredits.run(() -> false));
        }
        if (random.nextInt(3) == 0) {
            attempt(() -> process.reconcilePayments.run(() -> random.nextInt(20) == 0));
        }
        if (world.late.size() > 0 && random.nextBoolean()) {
            world.late.deliverAny(random);
        }
    }

    /** Runs {@code act}. A failure is reported to the caller, who may try again. */
    private void attempt(Runnable act) {
        try {
            if (!ProcessLiveness.survives(act)) {
                process = boot();
            }
        } catch (SdkException | PaymentsUnavailable e) {
            process = random.nextBoolean() ? boot() : process;
        }
    }

    /**
     * Delivers every late request, then reconciles to find what was lost.
     *
     * @return everything that is wrong afterwards
     */
    List<String> end() {
        while (world.late.size() > 0) {
            world.late.deliverAny(random);
        }
        var findings = new ArrayList<>(topUps.reconcile(world.operator));
        findings.addAll(FinalCheck.run(world));
        return findings;
    }

    /** The number of writes to the customer's wallet. */
    long writes() {
        return world.wallet(account).version();
    }
}
