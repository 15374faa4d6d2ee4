package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.alert.AlertChannels;
import ai.tierup.domain.alert.AlertSettings;
import ai.tierup.domain.alert.AlertTopics;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.SendAlerts;
import ai.tierup.domain.money.Money;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of alerts: each is raised once, and delivered at least once. */
@Tag("proof")
class AlertCrashPointsTest {

    private static final AccountId TOLD = new AccountId("told");

    private final List<Mail> mails = new ArrayList<>();

    @Test
    void anAlertIsRaisedOnce() {
        interruptEverywhere(
                "raising an alert, twice at once",
                new Scenario(this::low, AlertCrashPointsTest::raise, (world, process) -> {
                            raise(world, process);
                            assertThat(pending(world)).hasSize(1);
                        })
                        .againstItself());
    }

    @Test
    void anAlertIsDeliveredAtLeastOnce() {
        interruptEverywhere(
                "delivering an alert, twice at once",
                new Scenario(
                                world -> {
                                    low(world);
                                    raise(world, world.operator);
                                },
                                this::send,
                                (world, process) -> {
                                    world.pass(Duration.ofMinutes(2));
                                    send(world, process);
                                    assertThat(pending(world)).isEmpty();
                                    assertThat(mails).isNotEmpty();
                                })
                        .againstItself());
    }

    /** A customer without money who wants to be told of it. */
    private void low(World world) {
        mails.clear();
        world.open(TOLD, world.operator, Money.ZERO);
        world.accounts.add(TOLD);
        var address = EmailAddress.parse("told@example.com").orElseThrow();
        world.operator.accounts.add(new Account(TOLD, world.now(), new Account.Contact(address, SignUps.mail(9))));
        var topics = new AlertTopics(Money.ofUsd("5"), false, false, false);
        world.operator.alerts.save(new AlertSettings(TOLD, topics, true, null, world.now()));
    }

    private static void raise(World world, ServiceProcess process) {
        process.raiseAlerts.run(() -> false);
    }

    private void send(World world, ServiceProcess process) {
        var channels = new AlertChannels(
                process.alerts, process.accounts, mails::add, (webhook, delivery) -> false, (alarm, subject) -> {});
        new SendAlerts(
                        process.deliveries,
                        channels,
                        process.trail,
                        (alarm, subject) -> {},
                        process.clock,
                        Runnable::run)
                .run(() -> false);
    }

    private static List<Delivery> pending(World world) {
        return world.operator.deliveries.due(world.now().plus(Duration.ofDays(365)), 100);
    }
}
