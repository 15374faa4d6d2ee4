package ai.tierup.domain.alert;

import static ai.tierup.domain.alert.AlertFixture.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RaiseAlertsTest {

    private final AlertFixture service = new AlertFixture();

    private List<AlertType> raisedTypes() {
        return service.raised().stream().map(Alert::type).toList();
    }

    @Test
    void aLowBalanceIsToldOnceUntilItWasHighAgain() {
        service.wantAll();
        service.spend(null, "15");
        assertThat(service.raised()).isEmpty();

        service.spend(null, "0.01");
        assertThat(service.raised())
                .containsExactly(Alert.lowBalance(service.clock.instant(), Money.ofUsd("4.99"), Money.ofUsd("5")));

        service.spend(null, "1");
        assertThat(service.raised()).isEmpty();

        service.topUp("10");
        assertThat(service.raised()).isEmpty();
        service.spend(null, "10");
        assertThat(raisedTypes()).containsExactly(AlertType.LOW_BALANCE);
    }

    @Test
    void aRunningRequestDoesNotMakeTheBalanceLow() {
        service.wantAll();
        var hold = service.hold(null, "18");
        assertThat(service.raised()).isEmpty();

        service.settle(hold, "0.5");
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void aBudgetIsToldAtEightyAndAtAHundredPerCentOnceInAWindow() {
        service.wantAll();
        var key = service.limitedKey("1", null);
        service.spend(key, "0.79");
        assertThat(service.raised()).isEmpty();

        service.spend(key, "0.01");
        var budget = new ReachedBudget(SpenderId.of(key), Window.DAY, service.today(), 80);
        assertThat(service.raised())
                .containsExactly(
                        Alert.budgetReached(service.clock.instant(), budget, Money.ofUsd("0.8"), Money.ofUsd("1")));
        assertThat(service.raised()).isEmpty();

        service.spend(key, "0.195");
        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details())
                        .containsEntry("percent", "100")
                        .containsEntry("window", "day")
                        .containsEntry("spent_usd", "0.995000000"));
        assertThat(service.raised()).isEmpty();

        service.clock.pass(Duration.ofDays(1));
        assertThat(service.raised()).isEmpty();
        service.spend(key, "0.8");
        assertThat(raisedTypes()).containsExactly(AlertType.BUDGET_REACHED);
    }

    @Test
    void aBudgetThatIsUsedAtOnceIsToldOnce() {
        service.wantAll();
        var key = service.limitedKey("1", "100");
        service.spend(key, "1");

        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details()).containsEntry("percent", "100"));
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void theBudgetOfATeamIsToldOnceForAllItsKeys() {
        service.wantAll();
        var one = service.keyInTeam("research", "1");
        var other = service.keyInTeam("research", "1");
        service.spend(one, "0.5");
        assertThat(service.raised()).isEmpty();

        service.spend(other, "0.3");
        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details())
                        .containsEntry("team", "research")
                        .containsEntry("percent", "80")
                        .containsEntry("spent_usd", "0.800000000"));
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void theDailyLimitOfTheAccountIsToldLikeTheLimitOfAKey() {
        service.wantAll();
        service.limitAccount("10");
        var key = service.limitedKey("100", null);
        service.spend(key, "3");
        service.spend(null, "4.94");
        var running = service.hold(null, "2");
        assertThat(service.raised()).isEmpty();

        service.settle(running, "0.01");
        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details())
                        .isEqualTo(Map.of(
                                "account", "acc_alerted",
                                "window", "day",
                                "percent", "80",
                                "spent_usd", "7.950000000",
                                "limit_usd", "10.000000000")));
        assertThat(service.raised()).isEmpty();

        service.spend(null, "2.05");
        assertThat(service.raised())
                .singleElement()
                .satisfies(alert -> assertThat(alert.details()).containsEntry("percent", "100"));

        service.clock.pass(Duration.ofDays(1));
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void bothWindowsOfAKeyAreTold() {
        service.wantAll();
        var key = service.limitedKey("1", "2");
        service.spend(key, "0.9");
        service.raised();
        service.clock.pass(Duration.ofDays(1));
        service.spend(key, "0.9");

        assertThat(service.raised())
                .extracting(alert -> alert.details().get("window"))
                .containsExactlyInAnyOrder("day", "month");
    }

    @Test
    void theHoldOfARunningRequestUsesUpNoBudget() {
        service.wantAll();
        var key = service.limitedKey("1", "10");
        service.spend(key, "0.1");
        service.hold(key, "0.9");

        assertThat(service.raised()).isEmpty();
    }

    @Test
    void aBudgetOfNothingAndARevokedKeyAreNotTold() {
        service.wantAll();
        service.limitedKey("0", null);
        var revoked = service.limitedKey("1", null);
        service.spend(revoked, "1");
        service.keys.revoke(ACCOUNT, revoked, service.clock.instant());

        assertThat(service.raised()).isEmpty();
    }

    @Test
    void aSignInFromANewNetworkIsToldButNotTheFirstOne() {
        service.wantAll();
        service.signIn("192.0.2.7");
        assertThat(service.raised()).isEmpty();

        service.signIn("192.0.2.200");
        assertThat(service.raised()).isEmpty();

        service.signIn("198.51.100.7");
        assertThat(service.raised()).singleElement().satisfies(alert -> {
            assertThat(alert.type()).isEqualTo(AlertType.NEW_NETWORK);
            assertThat(alert.details()).isEqualTo(Map.of("network", "198.51.100.0/24"));
        });
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void aNetworkIsNewAgainAfterNinetyDays() {
        service.wantAll();
        service.signIn("192.0.2.7");
        service.signIn("198.51.100.7");
        assertThat(raisedTypes()).containsExactly(AlertType.NEW_NETWORK);

        service.clock.pass(Duration.ofDays(89));
        service.signIn("192.0.2.7");
        assertThat(service.raised()).isEmpty();

        service.clock.pass(Duration.ofDays(2));
        service.signIn("192.0.2.7");
        assertThat(service.raised()).isEmpty();
        service.signIn("198.51.100.7");
        assertThat(raisedTypes()).containsExactly(AlertType.NEW_NETWORK);
    }

    @Test
    void networksFromBeforeTheAlertsWereOnAreKnown() {
        service.signIn("192.0.2.7");
        service.signIn("198.51.100.7");
        service.wantAll();

        assertThat(service.raised()).isEmpty();
        service.signIn("198.51.100.8");
        assertThat(service.raised()).isEmpty();
        service.signIn("203.0.113.1");
        assertThat(raisedTypes()).containsExactly(AlertType.NEW_NETWORK);
    }

    @Test
    void anEventIsLookedAtOnlyAfterOlderOnesHaveAppeared() {
        service.wantAll();
        service.record(AuditAction.KEY_REVOKED, "key_1", "192.0.2.7");
        service.clock.pass(Duration.ofSeconds(-2));
        assertThat(service.raised()).isEmpty();

        service.clock.pass(Duration.ofSeconds(2));
        assertThat(raisedTypes()).containsExactly(AlertType.KEY_REVOKED);
    }

    @Test
    void manyEventsAreToldInSeveralRuns() {
        service.wantAll();
        for (var key = 0; key < 25; key++) {
            service.record(AuditAction.KEY_REVOKED, "key_" + key, "192.0.2.7");
        }

        assertThat(service.raised()).hasSize(10);
        assertThat(service.raised()).hasSize(10);
        assertThat(service.raised()).hasSize(5);
        assertThat(service.raised()).isEmpty();
    }

    @Test
    void onlyWhatIsWantedIsTold() {
        service.want(new AlertTopics(null, false, false, true), null);
        var key = service.limitedKey("1", null);
        service.spend(key, "1");
        service.spend(null, "18");
        service.signIn("192.0.2.7");
        service.signIn("198.51.100.7");
        service.record(AuditAction.KEY_REVOKED, "key_1", "192.0.2.7");

        assertThat(raisedTypes()).containsExactly(AlertType.KEY_REVOKED);
        assertThat(service.pending()).extracting(Delivery::channel).containsExactly(Channel.MAIL);
    }

    @Test
    void anAlertIsDeliveredOnEachChannel() {
        service.wantAll();
        service.spend(null, "18");

        service.raised();

        assertThat(service.pending())
                .extracting(Delivery::channel)
                .containsExactlyInAnyOrder(Channel.MAIL, Channel.WEBHOOK);
    }

    @Test
    void nothingIsWrittenWhileNothingHappens() {
        service.wantAll();
        service.clock.pass(Duration.ofMinutes(1));
        service.raised();
        var version = service.alerts.state(ACCOUNT).version();

        service.clock.pass(Duration.ofMinutes(1));
        service.raised();

        assertThat(service.alerts.state(ACCOUNT).version()).isEqualTo(version);
    }

    @Test
    void nothingIsToldWithoutAChannelAndAllIsToldWithOne() {
        service.changeAlerts.change(Origin.OPERATOR, ACCOUNT, AlertFixture.ALL_TOPICS, false, null);
        service.spend(null, "18");
        assertThat(service.raised()).isEmpty();

        service.wantAll();
        assertThat(raisedTypes()).containsExactly(AlertType.LOW_BALANCE);
    }

    @Test
    void twoRunsAtOnceTellOnce() {
        service.wantAll();
        service.spend(null, "18");
        var seen = service.alerts.state(ACCOUNT);
        var slow = service.raiseAlerts(new ForwardingAlerts(service.alerts) {
            @Override
            public AlertState state(AccountId account) {
                return seen;
            }
        });

        service.raised();
        var run = slow.run(() -> false);

        assertThat(run.raised()).isZero();
        assertThat(service.pending()).hasSize(2);
    }

    @Test
    void anAccountThatFailsDoesNotKeepBackTheOthers() {
        service.wantAll();
        service.spend(null, "18");
        var failing = new AccountId("a-failing");
        service.alerts.save(new AlertSettings(failing, AlertFixture.ALL_TOPICS, true, null, service.clock.instant()));
        var job = service.raiseAlerts(new ForwardingAlerts(service.alerts) {
            @Override
            public AlertState state(AccountId account) {
                if (account.equals(failing)) {
                    throw new IllegalStateException("unreadable");
                }
                return super.state(account);
            }
        });

        assertThat(job.run(() -> false)).isEqualTo(new RaiseAlerts.Run(2, 1, 1, true));
        assertThat(service.alarms).containsExactly(Alarm.JOB_FAILED);
    }

    @Test
    void aRunThatIsCutShortIsContinued() {
        for (var number = 0; number < 3; number++) {
            service.alerts.save(new AlertSettings(
                    new AccountId("alerted-" + number), AlertFixture.ALL_TOPICS, true, null, service.clock.instant()));
        }

        assertThat(service.raiseAlerts.run(() -> true)).isEqualTo(new RaiseAlerts.Run(1, 0, 0, false));
        assertThat(service.raiseAlerts.run(() -> false)).isEqualTo(new RaiseAlerts.Run(2, 0, 0, true));
        assertThat(service.raiseAlerts.run(() -> false)).isEqualTo(new RaiseAlerts.Run(3, 0, 0, true));
    }
}
