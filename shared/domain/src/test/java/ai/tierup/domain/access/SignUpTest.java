package ai.tierup.domain.access;

import static ai.tierup.domain.access.AccessFixture.ADA;
import static ai.tierup.domain.access.AccessFixture.HOME;
import static ai.tierup.domain.access.AccessFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.access.VerifyCode.Outcome;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.EmailAddress;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Network;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");

    private final AccessFixture service = new AccessFixture();

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private OpenedAccount verified(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Verified(var account) -> account;
            case Outcome.WrongCode refused -> throw new AssertionError(refused);
            case Outcome.TooManyTries refused -> throw new AssertionError(refused);
        };
    }

    @Test
    void theCodeOfAMailOpensAnAccountOnceAndFindsItLater() {
        var first = service.challenge(ADA);
        var opened = verified(service.verifyCode.verify(first, service.lastCode(), HOME));
        var second = service.challenge(address("ADA@example.com"));
        var found = verified(service.verifyCode.verify(second, service.lastCode(), HOME));

        assertThat(opened.isNew()).isTrue();
        assertThat(found).isEqualTo(new OpenedAccount(opened.account(), false));
        assertThat(service.mails.getFirst().to()).isEqualTo(ADA);
        var contact = service.accounts.find(opened.account()).orElseThrow().contact();
        assertThat(contact).isNotNull();
        assertThat(contact.address()).isEqualTo(ADA);
        assertThat(service.credits.accountOf(contact.mailbox())).contains(opened.account());
        assertThat(service.credits.find(opened.account())).isPresent();
    }

    @Test
    void aCodeIsUsedOnce() {
        var challenge = service.challenge(ADA);
        var code = service.lastCode();

        verified(service.verifyCode.verify(challenge, code, HOME));

        assertThat(service.verifyCode.verify(challenge, code, HOME)).isInstanceOf(Outcome.WrongCode.class);
    }

    @Test
    void aCodeIsOfNoUseWithoutItsChallenge() {
        var first = service.challenge(ADA);
        var code = service.lastCode();
        var second = service.challenge(ADA);

        assertThat(service.verifyCode.verify(second, code, HOME)).isInstanceOf(Outcome.WrongCode.class);
        assertThat(service.verifyCode.verify(ChallengeId.draw(new Random(7)), code, HOME))
                .isInstanceOf(Outcome.WrongCode.class);
        verified(service.verifyCode.verify(first, code, HOME));
    }

    @Test
    void aCodeExpiresAfterFifteenMinutes() {
        var challenge = service.challenge(ADA);
        service.wait(Duration.ofMinutes(15));

        assertThat(service.verifyCode.verify(challenge, service.lastCode(), HOME))
                .isInstanceOf(Outcome.WrongCode.class);
    }

    @Test
    void aChallengeAllowsFiveTries() {
        var challenge = service.challenge(ADA);
        for (var i = 0; i < Challenge.MAX_TRIES; i++) {
            assertThat(service.verifyCode.verify(challenge, service.wrongCode(), HOME))
                    .isInstanceOf(Outcome.WrongCode.class);
        }

        assertThat(service.verifyCode.verify(challenge, service.lastCode(), HOME))
                .isInstanceOf(Outcome.WrongCode.class);
    }

    @Test
    void aMailboxGetsFiveCodesADayHoweverItIsSpelt() {
        var gmail = new String[] {
            "ada@gmail.com", "a.da@gmail.com", "ada+1@gmail.com", "ADA@googlemail.com", "a.d.a@gmail.com"
        };
        for (var spelling : gmail) {
            service.challenge(address(spelling));
        }

        assertThat(service.startSignUp.start(address("ada+2@gmail.com"), HOME))
                .isEqualTo(new StartSignUp.Outcome.TooManyCodes(MIDNIGHT));
        assertThat(service.mails).hasSize(gmail.length);

        service.now = MIDNIGHT;
        service.challenge(address("ada@gmail.com"));
    }

    @Test
    void aNetworkGetsItsCodesAndAnotherNetworkItsOwn() {
        for (var i = 0; i < 8; i++) {
            service.challenge(address("someone-" + i + "@example.com"));
        }

        assertThat(service.startSignUp.start(ADA, HOME)).isInstanceOf(StartSignUp.Outcome.TooManyCodes.class);
        assertThat(service.startSignUp.start(ADA, Network.of("192.0.2.200")))
                .isInstanceOf(StartSignUp.Outcome.TooManyCodes.class);
        assertThat(service.startSignUp.start(ADA, Network.of("198.51.100.7")))
                .isInstanceOf(StartSignUp.Outcome.Sent.class);
    }

    @Test
    void aMailboxAllowsTwentyFiveTriesADayFromAnyNumberOfNetworks() {
        var refused = 0;
        for (var i = 0; i < Challenge.MAX_TRIES; i++) {
            var challenge = service.challenge(ADA);
            for (var attempt = 0; attempt < Challenge.MAX_TRIES; attempt++) {
                var network = Network.of("10.0." + (i * 10 + attempt) + ".1");
                refused +=
                        service.verifyCode.verify(challenge, service.wrongCode(), network) instanceof Outcome.WrongCode
                                ? 1
                                : 0;
            }
        }
        assertThat(refused).isEqualTo(25);
        service.now = Instant.parse("2026-11-24T23:59:59Z");
        assertThat(service.startSignUp.start(ADA, HOME)).isEqualTo(new StartSignUp.Outcome.TooManyCodes(MIDNIGHT));
    }

    @Test
    void aNetworkThatGuessesIsStopped() {
        for (var i = 0; i < 8 * Challenge.MAX_TRIES; i++) {
            service.verifyCode.verify(ChallengeId.draw(new Random(i)), new SignInCode("12345678"), HOME);
        }
        var challenge = service.challenge(ADA);

        assertThat(service.verifyCode.verify(challenge, service.lastCode(), HOME))
                .isEqualTo(new Outcome.TooManyTries(MIDNIGHT));
        verified(service.verifyCode.verify(challenge, service.lastCode(), Optional.empty()));
    }

    @Test
    void aThrowAwayMailboxGetsAnAccountWithoutCredit() {
        var challenge = service.challenge(address("x@mailinator.com"));

        var opened = verified(service.verifyCode.verify(challenge, service.lastCode(), HOME));

        assertThat(opened.isNew()).isTrue();
        assertThat(service.credits.find(opened.account())).isEmpty();
    }

    @Test
    void anAccountOpensWithoutCreditUnderAGivenIdOnce() {
        var id = new AccountId("demo");

        assertThat(service.mailboxes.openWithoutCredit(id, ADA)).isEqualTo(new OpenedAccount(id, true));
        assertThat(service.mailboxes.openWithoutCredit(id, ADA).account()).isEqualTo(id);

        assertThat(service.credits.find(id)).isEmpty();
        assertThat(service.ledger.find(id).orElseThrow().credits()).isEqualTo(Money.ZERO);
        assertThat(verified(service.verifyCode.verify(service.challenge(ADA), service.lastCode(), HOME)))
                .isEqualTo(new OpenedAccount(id, false));
    }

    @Test
    void aSignUpThatWasInterruptedIsCompletedByTheNextCode() {
        var account = new AccountId("interrupted");
        service.grantCredit.open(account, service.key.hash(ADA), true);

        var found = verified(service.verifyCode.verify(service.challenge(ADA), service.lastCode(), HOME));

        assertThat(found).isEqualTo(new OpenedAccount(account, false));
        assertThat(service.accounts.find(account).orElseThrow().contact()).isNotNull();
        assertThat(service.credits.find(account)).isPresent();
    }

    @Test
    void theMailDoesNotSayWhetherThereIsAnAccount() {
        verified(service.verifyCode.verify(service.challenge(ADA), service.lastCode(), HOME));
        service.challenge(ADA);

        var texts = service.mails.stream()
                .map(mail -> mail.text().replaceAll("[0-9]{4}-[0-9]{4}", "CODE"))
                .distinct();
        assertThat(texts).hasSize(1);
    }

    @Test
    void aMailThatCannotBeSentIsTold() {
        var failing = new StartSignUp(
                new InMemoryChallenges(),
                new AccessQuotas(new InMemoryDayQuotas(), 10),
                mail -> {
                    throw new MailUnavailable("down");
                },
                () -> new AccessKey(new byte[32]),
                () -> NOON,
                new Random(1));

        assertThatThrownBy(() -> failing.start(ADA, HOME)).isInstanceOf(MailUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "1234-5678", " 1234 5678 ", "12-34-56-78"})
    void aCodeIsReadAsPeopleTypeIt(String text) {
        assertThat(SignInCode.parse(text)).contains(new SignInCode("12345678"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1234567", "123456789", "abcdefgh", "١٢٣٤٥٦٧٨", "1234_5678", "12345678                     "
            })
    void whatIsNoCodeIsRefused(String text) {
        assertThat(SignInCode.parse(text)).isEmpty();
    }

    @Test
    void aSessionIsStoredByItsHashAndRecorded() {
        var account = verified(service.verifyCode.verify(service.challenge(ADA), service.lastCode(), HOME))
                .account();

        var started = service.startSession.start(account, HOME);

        var token = SessionToken.parse(started.token().reveal()).orElseThrow();
        assertThat(service.sessions.find(token.hash())).contains(new Session(account, NOON));
        assertThat(service.sessions.find(started.token().reveal())).isEmpty();
        assertThat(started.session().isValidAt(NOON.plus(Duration.ofDays(30)).minusNanos(1)))
                .isTrue();
        assertThat(started.session().isValidAt(NOON.plus(Duration.ofDays(30)))).isFalse();
        assertThat(service.auditLog.newest(account, null, 10))
                .extracting(AuditEvent::action)
                .containsExactlyInAnyOrder(AuditAction.CREDIT_GRANTED, AuditAction.SIGNED_IN);
    }

    @Test
    void secretsAreNotPrinted() {
        var token = SessionToken.draw(new Random(1));
        assertThat(token.toString()).doesNotContain(token.reveal().substring(3));
        assertThat(new SignInCode("12345678").toString()).doesNotContain("1234");
        assertThat(new AccessKey(new byte[32]).toString()).isEqualTo("AccessKey");
        service.challenge(ADA);
        assertThat(service.mails.getFirst().toString())
                .doesNotContain(service.lastCode().shown());
    }
}
