package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.SignUpCredit.Status;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.DayRoll;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdvanceCreditsTest {

    private static final Money ONE = Money.ofUsd("1");
    private static final Money WHOLE = Money.ofUsd("25");

    private final CreditFixture service = new CreditFixture();

    private static AdvanceCredits.Run run(int released, int ended, int granted) {
        return new AdvanceCredits.Run(released, ended, granted, 0, true);
    }

    @Test
    void twoDollarsAreReleasedADay() {
        var account = service.signUp();
        assertThat(service.run()).isEqualTo(run(0, 0, 0));

        service.passDays(1);
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("3"));
        assertThat(service.run()).isEqualTo(run(0, 0, 0));

        service.passDays(20);
        assertThat(service.granted(account)).isEqualTo(WHOLE);
        assertThat(service.entries(account))
                .hasSize(13)
                .startsWith("grant#signup#1 $1.000000000", "grant#signup#2 $2.000000000")
                .endsWith("grant#signup#13 $2.000000000");
    }

    @Test
    void aLateRunReleasesEveryPartThatIsDue() {
        var account = service.signUp();
        service.clock.pass(Duration.ofDays(4));

        assertThat(service.run()).isEqualTo(run(4, 0, 0));

        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("9"));
    }

    @Test
    void aPartIsBookedOnTheDayOfAWalletThatIsAhead() {
        var account = service.signUp();
        service.clock.pass(Duration.ofDays(1));
        var tomorrow = service.today().plusDays(1);
        service.ledger.roll(account, DayRoll.of(service.wallet(account), tomorrow), Money.ZERO);

        assertThat(service.run()).isEqualTo(run(1, 0, 0));

        assertThat(service.ledger.entries(account))
                .filteredOn(entry -> entry.businessId().equals("grant#signup#2"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.day()).isEqualTo(tomorrow));
    }

    @Test
    void whatIsLeftAfterNinetyDaysIsTakenBack() {
        var account = service.signUp();
        service.passDays(89);
        service.spend(account, Money.ofUsd("4.25"));
        service.clock.pass(Duration.ofDays(1));

        assertThat(service.run()).isEqualTo(run(0, 1, 0));
        assertThat(service.run()).isEqualTo(run(0, 0, 0));

        assertThat(service.granted(account)).isEqualTo(Money.ZERO);
        assertThat(service.entries(account)).endsWith("grant#signup#end $-20.750000000");
        assertThat(service.wallet(account).isBalanced()).isTrue();
        assertThat(service.credit(account).status()).isEqualTo(Status.ENDED);
    }

    @Test
    void theCreditOfADeletedAccountEndsAtOnce() {
        var account = service.signUp();
        service.give(account, Money.ofUsd("10"));
        service.passDays(2);
        service.spend(account, Money.ofUsd("0.25"));

        service.endCredit.afterDeletion(account, null);
        service.endCredit.afterDeletion(account, null);

        assertThat(service.entries(account)).endsWith("grant#signup#end $-4.750000000");
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("10"));
        assertThat(service.wallet(account).isBalanced()).isTrue();
        assertThat(service.credit(account).status()).isEqualTo(Status.ENDED);
        service.clock.pass(Duration.ofDays(1));
        assertThat(service.run()).isEqualTo(run(0, 0, 0));
    }

    @Test
    void theCreditOfADeletedAccountEndsAfterTheRequestThatUsesIt() {
        var account = service.signUp();
        var running = service.hold(account, Money.ofUsd("0.5"));

        service.endCredit.afterDeletion(account, null);

        assertThat(service.credit(account).status()).isEqualTo(Status.ENDING);
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("0.5"));
        service.clock.pass(Duration.ofDays(1));
        assertThat(service.run()).isEqualTo(run(0, 0, 0));
        service.releaseCredit.afterTopUp(account);

        service.settle(account, running, Money.ofUsd("0.1"));
        assertThat(service.run()).isEqualTo(run(0, 1, 0));
        assertThat(service.entries(account))
                .containsExactly("grant#signup#1 $1.000000000", "grant#signup#end $-0.900000000");
        assertThat(service.credit(account).status()).isEqualTo(Status.ENDED);
    }

    @Test
    void aCreditThatWaitsIsNeverGrantedToADeletedAccount() {
        service.signUp();
        service.signUp();
        var third = service.signUp();

        service.endCredit.afterDeletion(third, null);
        service.passDays(1);

        assertThat(service.granted(third)).isEqualTo(Money.ZERO);
        assertThat(service.credit(third).status()).isEqualTo(Status.ENDED);
    }

    @Test
    void theAuditLogHasWhatIsGrantedReleasedAndTakenBack() {
        var account = service.signUp();
        service.passDays(1);
        service.clock.pass(Duration.ofSeconds(1)); // Events of the same millisecond have no order.
        service.releaseCredit.afterTopUp(account);
        service.releaseCredit.afterTopUp(account);
        service.passDays(89);

        assertThat(service.log.newest(account, null, 10).reversed())
                .extracting(AuditEvent::action, AuditEvent::target, AuditEvent::origin)
                .containsExactly(
                        tuple(AuditAction.CREDIT_GRANTED, "25.000000000", Origin.SERVICE),
                        tuple(AuditAction.CREDIT_RELEASED, "2.000000000", Origin.SERVICE),
                        tuple(AuditAction.CREDIT_RELEASED, "22.000000000", Origin.SERVICE),
                        tuple(AuditAction.CREDIT_ENDED, "25.000000000", Origin.SERVICE));
    }

    @Test
    void aCreditThatIsSpentEndsWithoutAnEntry() {
        var account = service.signUp();
        service.passDays(89);
        service.spend(account, WHOLE);

        service.passDays(1);

        assertThat(service.entries(account)).hasSize(13);
        assertThat(service.credit(account).status()).isEqualTo(Status.ENDED);
    }

    @Test
    void whatWasNotReleasedByTheEndNeverIs() {
        var account = service.signUp();
        service.clock.pass(Duration.ofDays(90));

        assertThat(service.run()).isEqualTo(run(0, 1, 0));

        assertThat(service.entries(account))
                .containsExactly("grant#signup#1 $1.000000000", "grant#signup#end $-1.000000000");
    }

    @Test
    void otherGrantedCreditIsUsedLastAndStays() {
        var account = service.signUp();
        service.give(account, Money.ofUsd("10"));
        service.passDays(89);
        service.spend(account, Money.ofUsd("22"));

        service.passDays(1);

        assertThat(service.entries(account)).endsWith("grant#signup#end $-3.000000000");
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("10"));
    }

    @Test
    void otherGrantedCreditThatIsPartlySpentStays() {
        var account = service.signUp();
        service.give(account, Money.ofUsd("10"));
        service.passDays(89);
        service.spend(account, Money.ofUsd("28"));

        service.passDays(1);

        assertThat(service.entries(account)).hasSize(13);
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("7"));
    }

    @Test
    void aCreditEndsWhenNoRequestUsesIt() {
        var account = service.signUp();
        service.passDays(89);
        service.clock.pass(Duration.ofDays(1));
        var request = service.hold(account, Money.ofUsd("3"));

        assertThat(service.run()).isEqualTo(run(0, 0, 0));
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("22"));

        service.settle(account, request, ONE);
        assertThat(service.run()).isEqualTo(run(0, 1, 0));
        assertThat(service.granted(account)).isEqualTo(Money.ZERO);
    }

    @Test
    void waitingCreditsAreGrantedTheOldestFirstWithinEachDaysGrants() {
        var accounts = new AccountId[6];
        for (var number = 0; number < accounts.length; number++) {
            accounts[number] = service.signUp();
            service.clock.pass(Duration.ofSeconds(1));
        }
        assertThat(service.run()).isEqualTo(run(0, 0, 0));

        service.clock.pass(Duration.ofDays(1));
        assertThat(service.run()).isEqualTo(run(2, 0, 2));
        assertThat(service.granted(accounts[2])).isEqualTo(ONE);
        assertThat(service.granted(accounts[3])).isEqualTo(ONE);
        assertThat(service.granted(accounts[4])).isEqualTo(Money.ZERO);

        service.clock.pass(Duration.ofDays(1));
        assertThat(service.run()).isEqualTo(run(4, 0, 2));
        assertThat(service.granted(accounts[5])).isEqualTo(ONE);
        assertThat(service.credit(accounts[5]).endsOn())
                .contains(service.today().plusDays(90));
    }

    @Test
    void aCreditThatFailsDoesNotKeepBackTheOthers() {
        var failing = service.signUp();
        var other = service.signUp();
        service.credits.fail(failing);
        service.clock.pass(Duration.ofDays(1));

        assertThat(service.run()).isEqualTo(new AdvanceCredits.Run(1, 0, 0, 1, true));

        assertThat(service.granted(other)).isEqualTo(Money.ofUsd("3"));
        assertThat(service.alarms).containsExactly(Alarm.JOB_FAILED);
    }

    @Test
    void aRunEndsWhenItsTimeIsUpAndTheNextContinues() {
        for (var number = 0; number < 2; number++) {
            service.signUp();
        }
        service.clock.pass(Duration.ofDays(1));
        var checks = new AtomicInteger();

        assertThat(service.advanceCredits.run(() -> checks.incrementAndGet() > 1))
                .isEqualTo(new AdvanceCredits.Run(1, 0, 0, 0, false));
        assertThat(service.run()).isEqualTo(run(1, 0, 0));
    }

    @Test
    void aRunCoversMoreCreditsThanOnePage() {
        for (var day = 0; day < 60; day++) {
            service.signUp();
            service.signUp();
            service.clock.pass(Duration.ofDays(1));
        }

        assertThat(service.run().released()).isEqualTo(2 * (60 * 12 - 11 * 12 / 2));
        assertThat(service.credits.due(service.today(), null, 200)).isEmpty();
    }
}
