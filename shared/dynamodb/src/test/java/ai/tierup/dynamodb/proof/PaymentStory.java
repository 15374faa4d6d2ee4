package ai.tierup.dynamodb.proof;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.wallet.Wallet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A customer who tops up, and everything that can go wrong with it, as one number tells it: events that come late, twice, in any order
 * or never, a provider and a store that fail, processes that die at any call and whose answers are old. Two processes take turns, and
 * each may be overtaken by the other whenever it waits for the provider.
 */
final class PaymentStory {

    private static final Instant START = Instant.parse("2026-11-28T20:00:00Z");
    private static final URI DONE = URI.create("https://tierup.example/top-ups/done");
    private static final int MOST_WITHIN_EACH_OTHER = 2;

    final AccountId account = new AccountId("payer");
    private final SplittableRandom random;
    private final World world = new World(START);
    private final RandomFaults faults;
    private final PaymentLife life;
    private final List<Notice> underWay = new ArrayList<>();
    private ServiceProcess process;
    private int within;

    PaymentStory(long seed) {
        this.random = new SplittableRandom(seed);
        this.faults = new RandomFaults(random);
        this.life = new PaymentLife(world.payments, random);
        world.open(account, world.operator, Money.ZERO);
        world.accounts.add(account);
        this.process = boot();
    }

    private ServiceProcess boot() {
        var provider = new TroubledPayments(world.payments, random, this::letOthers);
        return world.boot(
                faults.once(), faults.retrying(), provider, Duration.ofMinutes(random.nextInt(-20, 20)), random);
    }

    private void letOthers() {
        if (within < MOST_WITHIN_EACH_OTHER && random.nextInt(100) < 25) {
            step();
        }
    }

    void step() {
        within++;
        try {
            switch (random.nextInt(10)) {
                case 0, 1 -> let(() -> process.placeTopUp.place(account, amount(), DONE));
                case 2, 3, 4 -> life.happen().ifPresent(underWay::add);
                case 5, 6, 7 -> deliver();
                case 8 -> pass();
                default -> process = boot();
            }
        } finally {
            within--;
        }
    }

    private Money amount() {
        return Money.ofUsd(Integer.toString(random.nextInt(5, 1_001)));
    }

    private void pass() {
        world.pass(Duration.ofMinutes(random.nextInt(1, 1_000)));
        if (random.nextInt(3) == 0) {
            let(() -> process.closeDays.run(() -> false));
        }
        if (random.nextInt(3) == 0) {
            let(() -> process.reconcilePayments.run(() -> random.nextInt(20) == 0));
        }
        if (world.late.size() > 0 && random.nextBoolean()) {
            world.late.deliver(random.nextInt(world.late.size()));
        }
    }

    /** One of the events, in any order; it may come again, and may have been lost for good. */
    private void deliver() {
        if (!underWay.isEmpty()) {
            var index = random.nextInt(underWay.size());
            var notice = random.nextInt(3) == 0 ? underWay.get(index) : underWay.remove(index);
            if (random.nextInt(5) > 0) {
                let(() -> hear(process, notice));
            }
        }
    }

    private static void hear(ServiceProcess who, Notice notice) {
        switch (notice) {
            case Notice.OfSession(var session) -> who.fulfilTopUp.fulfil(session);
            case Notice.OfPayment(var payment) -> who.bookReversals.book(payment);
            case Notice.OfNothing nothing -> {}
        }
    }

    /** What fails is told to whoever asked, who may ask again. */
    private void let(Runnable act) {
        try {
            if (!Mortality.survives(act)) {
                process = boot();
            }
        } catch (SdkException | PaymentsUnavailable e) {
            process = random.nextBoolean() ? boot() : process;
        }
    }

    /** Everything arrives that still can, and a reconciliation by lists is all that is left to find what was lost. */
    List<String> end() {
        while (world.late.size() > 0) {
            world.late.deliver(random.nextInt(world.late.size()));
        }
        var findings = new ArrayList<String>();
        var reconciliation = world.operator.reconcilePayments.run(() -> false);
        if (!reconciliation.isClean()) {
            findings.add("The reconciliation found " + reconciliation);
        }
        findings.addAll(disagreements());
        findings.addAll(Rest.of(world));
        return findings;
    }

    private List<CheckoutSession> sessions() {
        return world.payments.checkouts();
    }

    private List<String> disagreements() {
        var findings = new ArrayList<String>();
        var wallet = world.wallet(account);
        if (!wallet.cash().equals(paidAndNotGivenBack())) {
            findings.add("The wallet has " + wallet.cash() + ", the provider's lists come to " + paidAndNotGivenBack());
        }
        if (!wallet.frozenBy().equals(openDisputes())) {
            findings.add("Frozen by " + wallet.frozenBy() + ", while open disputes are " + openDisputes());
        }
        return findings;
    }

    /** What the provider's own lists say. */
    private Money paidAndNotGivenBack() {
        var cents = 0L;
        for (var session : sessions()) {
            var payment = new PaymentId("pi_" + session.id());
            cents += session.status() == CheckoutSession.Status.PAID
                    ? session.charge().minorUnits()
                    : 0;
            for (var refund : world.payments.refunds(payment)) {
                cents -= refund.failed() ? 0 : refund.charge().minorUnits();
            }
            for (var dispute : world.payments.disputes(payment)) {
                for (var movement : dispute.movements()) {
                    cents += movement.charge().minorUnits();
                }
            }
        }
        return new Money(Math.multiplyExact(cents, 10_000_000));
    }

    private Set<String> openDisputes() {
        return sessions().stream()
                .flatMap(session -> world.payments.disputes(new PaymentId("pi_" + session.id())).stream())
                .filter(Dispute::open)
                .map(dispute -> Wallet.frozenByDispute(dispute.id()))
                .collect(Collectors.toSet());
    }

    /** How often the customer's wallet was written. */
    long writes() {
        return world.wallet(account).version();
    }
}
