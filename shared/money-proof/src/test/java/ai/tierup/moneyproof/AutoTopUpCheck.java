package ai.tierup.moneyproof;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.AlertType;
import ai.tierup.domain.autotopup.AutoTopUp;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.OrderReference;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Compares automatic top-ups with the charges at the provider. */
final class AutoTopUpCheck {

    private static final Set<Status> COUNTED = EnumSet.of(Status.PAID, Status.PENDING);
    private static final int ALL = 10_000;

    private final World world;
    private final List<String> findings = new ArrayList<>();

    private AutoTopUpCheck(World world) {
        this.world = world;
    }

    /** Returns what is wrong at rest, when the job has run undisturbed. */
    static List<String> run(World world) {
        var check = new AutoTopUpCheck(world);
        world.accounts.forEach(check::check);
        return check.findings;
    }

    private void check(AccountId account) {
        var state = world.operator.autoTopUps.find(account);
        checkDays(account);
        checkRunning(state);
        if (state.progress().pausedBy() != null && state.rule() != null && messages(account) == 0) {
            findings.add(account + ": automatic top-ups have paused, and nobody was told");
        }
    }

    /** No day has more charges than the rule allows, however many processes have run, failed and died. */
    private void checkDays(AccountId account) {
        charges(world, account)
                .filter(charge -> COUNTED.contains(charge.status()))
                .collect(groupingBy(AutoTopUpCheck::day, counting()))
                .forEach((day, number) -> {
                    if (number > AutoTopUpActions.MAX_PER_DAY) {
                        findings.add(account + ": " + number + " charges on " + day);
                    }
                });
        charges(world, account)
                .collect(groupingBy(AutoTopUpCheck::reference, counting()))
                .forEach((order, number) -> {
                    if (number > 1) {
                        findings.add(account + ": " + number + " charges for the order " + order.topUp());
                    }
                });
    }

    /** Nothing runs at rest but a payment that the provider has not decided. */
    private void checkRunning(AutoTopUp state) {
        var running = state.progress().running();
        if (running != null
                && charges(world, state.account())
                        .filter(charge -> reference(charge).topUp().equals(running.order()))
                        .noneMatch(charge -> charge.status() == Status.PENDING)) {
            findings.add(state.account() + ": " + running.order() + " is running without a pending charge");
        }
    }

    private long messages(AccountId account) {
        return messages(world, account);
    }

    /** The number of messages about pauses that are not delivered. Nothing delivers them in a simulation. */
    static long messages(World world, AccountId account) {
        return world.operator.deliveries.due(world.now().plus(Duration.ofDays(365)), ALL).stream()
                .filter(delivery -> delivery.account().equals(account))
                .filter(delivery -> delivery.alert().type() == AlertType.AUTO_TOP_UP_PAUSED)
                .count();
    }

    /** The charges of saved methods at the provider. */
    static Stream<CheckoutSession> charges(World world, AccountId account) {
        return world.payments.checkouts().stream()
                .filter(session -> session.id().value().startsWith("ch_"))
                .filter(session -> reference(session).account().equals(account));
    }

    private static OrderReference reference(CheckoutSession charge) {
        return Objects.requireNonNull(charge.reference());
    }

    private static LocalDate day(CheckoutSession charge) {
        return LocalDate.ofInstant(reference(charge).topUp().time(), ZoneOffset.UTC);
    }
}
