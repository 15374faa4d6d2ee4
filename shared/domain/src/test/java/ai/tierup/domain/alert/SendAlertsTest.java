package ai.tierup.domain.alert;

import static ai.tierup.domain.alert.AlertFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.Mail;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditEventId;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendAlertsTest {

    private final AlertFixture service = new AlertFixture();

    /** An alert for each channel is to be delivered. */
    private void lowBalance() {
        service.wantAll();
        service.spend(null, "18");
        service.raiseAlerts.run(() -> false);
    }

    private SendAlerts.Run send() {
        return service.sendAlerts.run(() -> false);
    }

    private List<AuditEvent> dropped() {
        return service.log.after(ACCOUNT, AuditEventId.of(Instant.EPOCH, 0), 100).stream()
                .filter(event -> event.action() == AuditAction.ALERT_DROPPED)
                .toList();
    }

    @Test
    void theMailAboutTheDailyLimitSaysWhatItMeansAndWhatToDo() {
        service.want(new AlertTopics(null, true, false, false), null);
        service.limitAccount("2");
        service.spend(null, "1.6");
        service.raised();

        send();

        assertThat(service.mails).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Your TierUp account has used 80 % of its limit for the day");
            assertThat(mail.text())
                    .contains(
                            "spent $1.60 of its limit of $2.00", "Requests are refused", "PUT /v1/wallet/daily-limit");
        });
    }

    @Test
    void anAlertIsSentOnceByMailAndToTheWebhook() {
        lowBalance();

        assertThat(send()).isEqualTo(new SendAlerts.Run(2, 0, 0));
        assertThat(send()).isEqualTo(new SendAlerts.Run(0, 0, 0));

        assertThat(service.mails).singleElement().satisfies(mail -> {
            assertThat(mail.to().text()).isEqualTo("ada@example.com");
            assertThat(mail.subject()).isEqualTo("Your TierUp balance is below $5.00");
            assertThat(mail.text()).contains("The balance of your account is $2.00.");
        });
        assertThat(service.posted).hasSize(1);
        assertThat(service.pending()).isEmpty();
    }

    @Test
    void anAttemptThatFailsIsRepeatedAfterGrowingWaitsWithTheSameIdAndThenGivenUp() {
        lowBalance();
        service.isWebhookDown = true;
        var start = service.clock.instant();
        var attempts = new ArrayList<Duration>();
        while (!service.pending().isEmpty()) {
            var before = service.posted.size();
            send();
            if (service.posted.size() > before) {
                attempts.add(Duration.between(start, service.clock.instant()));
            }
            service.clock.pass(Duration.ofMinutes(1));
        }

        assertThat(attempts)
                .containsExactly(
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(6),
                        Duration.ofMinutes(36),
                        Duration.ofMinutes(156),
                        Duration.ofMinutes(876));
        assertThat(service.posted)
                .extracting(Delivery::id)
                .containsOnly(service.posted.getFirst().id());
        assertThat(dropped())
                .singleElement()
                .satisfies(event -> assertThat(event.target())
                        .isEqualTo(service.posted.getFirst().id().publicName()));
    }

    @Test
    void aMailThatCannotBeSentIsRepeated() {
        lowBalance();
        service.isMailDown = true;
        assertThat(send()).isEqualTo(new SendAlerts.Run(1, 1, 0));
        assertThat(service.alarms).containsExactly(Alarm.MAIL_UNAVAILABLE);

        service.isMailDown = false;
        service.clock.pass(Duration.ofMinutes(1));
        assertThat(send()).isEqualTo(new SendAlerts.Run(1, 0, 0));
        assertThat(service.mails).hasSize(1);
    }

    @Test
    void aCrashDuringAnAttemptDelaysTheDeliveryAndDoesNotLoseIt() {
        lowBalance();
        var due = service.alerts.due(service.clock.instant(), 10).getFirst();
        service.alerts.replace(due, due.attempted(service.clock.instant()));

        assertThat(send().sent()).isEqualTo(1);
        service.clock.pass(Duration.ofMinutes(1));
        assertThat(send().sent()).isEqualTo(1);
    }

    @Test
    void aCrashDuringTheLastAttemptStillTellsThatItWasGivenUp() {
        lowBalance();
        for (var delivery : service.pending()) {
            var last = delivery;
            for (var attempt = 0; attempt < Delivery.MAX_ATTEMPTS; attempt++) {
                last = last.attempted(service.clock.instant());
            }
            service.alerts.replace(delivery, last);
        }
        service.clock.pass(Duration.ofHours(12));

        assertThat(send()).isEqualTo(new SendAlerts.Run(0, 0, 2));
        assertThat(dropped()).hasSize(2);
        assertThat(service.mails).isEmpty();
        assertThat(service.posted).isEmpty();
    }

    @Test
    void oneOfTwoRunsAtOnceSends() {
        lowBalance();
        var due = service.alerts.due(service.clock.instant(), 10);
        var other = service.sendAlerts(new Deliveries() {
            @Override
            public List<Delivery> due(Instant now, int limit) {
                return due;
            }

            @Override
            public boolean replace(Delivery seen, Delivery next) {
                return service.alerts.replace(seen, next);
            }

            @Override
            public void remove(Delivery delivery) {
                service.alerts.remove(delivery);
            }
        });

        assertThat(send().sent()).isEqualTo(2);
        assertThat(other.run(() -> false)).isEqualTo(new SendAlerts.Run(0, 0, 0));
    }

    @Test
    void aStoreThatFailsEndsTheRun() {
        lowBalance();
        var failing = service.sendAlerts(new Deliveries() {
            @Override
            public List<Delivery> due(Instant now, int limit) {
                var one = service.alerts.due(now, limit).getFirst();
                return Collections.nCopies(limit, one);
            }

            @Override
            public boolean replace(Delivery seen, Delivery next) {
                throw new IllegalStateException("down");
            }

            @Override
            public void remove(Delivery delivery) {
                service.alerts.remove(delivery);
            }
        });

        assertThat(failing.run(() -> false).failed()).isEqualTo(50);
    }

    @Test
    void whatIsNoLongerWantedIsNotSent() {
        lowBalance();
        service.alerts.remove(ACCOUNT);

        assertThat(send()).isEqualTo(new SendAlerts.Run(0, 0, 0));
        assertThat(service.pending()).isEmpty();
        assertThat(service.mails).isEmpty();
        assertThat(service.posted).isEmpty();
    }

    @Test
    void aRunSendsAllBatchesWhileTimeAllows() {
        service.wantAll();
        for (var i = 0; i < 70; i++) {
            var next = service.alerts.state(ACCOUNT);
            var alert = Alert.lowBalance(service.clock.instant(), Money.ZERO, Money.ofUsd("5"));
            var delivery = new Delivery(
                    DeliveryId.of(service.clock.instant(), i),
                    ACCOUNT,
                    Channel.WEBHOOK,
                    alert,
                    0,
                    service.clock.instant());
            service.alerts.advance(
                    new AlertState(ACCOUNT, next.version() + 1, false, null, Map.of(), Set.of()), List.of(delivery));
        }

        assertThat(service.sendAlerts.run(() -> true).sent()).isEqualTo(50);
        assertThat(send().sent()).isEqualTo(20);
    }

    @Test
    void theMailsOfAllAlertsSayWhatToDo() {
        service.wantAll();
        var key = service.limitedKey("1", null);
        service.spend(key, "0.9");
        service.signIn("192.0.2.7");
        service.signIn("198.51.100.7");
        service.record(AuditAction.KEY_REVOKED, "key_1", "192.0.2.7");
        service.raiseAlerts.run(() -> false);
        send();

        assertThat(service.mails)
                .extracting(Mail::subject)
                .containsExactlyInAnyOrder(
                        "A TierUp key has used 80 % of its limit for the day",
                        "New sign-in to your TierUp account", "A TierUp key was revoked");
        assertThat(service.mails)
                .extracting(Mail::text)
                .anyMatch(text -> text.contains("has spent $0.90 of its limit of $1.00 for this day"))
                .anyMatch(text -> text.contains("from the network 198.51.100.0/24 at 2026-11-25T12:00:31Z"))
                .anyMatch(text -> text.contains("The key key_1 was revoked"))
                .allMatch(text -> text.contains("PUT /v1/account/alerts"));
        assertThat(EmailAddress.parse("ada@example.com"))
                .contains(service.mails.getFirst().to());
    }
}
