package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.InMemoryAuditLog;
import ai.tierup.domain.completion.MovableClock;
import ai.tierup.domain.credit.GrantCredit.Outcome;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrantCreditTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId OTHER = new AccountId("other");
    private static final MailHash MAIL = new MailHash("a".repeat(64));
    private static final MailHash OTHER_MAIL = new MailHash("b".repeat(64));
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");

    private final MovableClock clock = new MovableClock("2026-11-25T12:00:00Z");
    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final InMemoryAuditLog log = new InMemoryAuditLog();
    private final InMemorySignUpCredits credits = new InMemorySignUpCredits(ledger);

    private GrantCredit grantCredit(String dailyGrants) {
        return new GrantCredit(
                credits,
                WalletRules.STANDARD,
                Money.ofUsd(dailyGrants),
                new AuditTrail(log, clock, new Random(7)),
                clock,
                new Random(7));
    }

    private Money granted(AccountId account) {
        return ledger.find(account).orElseThrow().grant();
    }

    private SignUpCredit waiting(AccountId account) {
        return SignUpCredit.waiting(account, clock.instant());
    }

    @Test
    void anAccountOpensWithOneDollarOfItsCredit() {
        var outcome = grantCredit("25").open(ACME, MAIL, true);

        assertThat(outcome).isEqualTo(new Outcome.Opened(waiting(ACME).granted(TODAY)));
        assertThat(granted(ACME)).isEqualTo(Money.ofUsd("1"));
        assertThat(ledger.entries(ACME)).singleElement().satisfies(entry -> {
            assertThat(entry.businessId()).isEqualTo("grant#signup#1");
            assertThat(entry.type()).isEqualTo(EntryType.SIGN_UP_CREDIT);
            assertThat(entry.purse()).isEqualTo(Purse.GRANT);
            assertThat(entry.day()).isEqualTo(TODAY);
        });
    }

    @Test
    void withoutGrantsLeftTheAccountOpensAndItsCreditWaits() {
        var grantCredit = grantCredit("49.99");
        grantCredit.open(ACME, MAIL, true);

        assertThat(grantCredit.open(OTHER, OTHER_MAIL, true)).isEqualTo(new Outcome.Waiting(waiting(OTHER)));

        assertThat(granted(OTHER)).isEqualTo(Money.ZERO);
        assertThat(credits.find(OTHER)).contains(waiting(OTHER));
    }

    @Test
    void theNextDayHasGrantsOfItsOwn() {
        var grantCredit = grantCredit("25");
        grantCredit.open(ACME, MAIL, true);
        clock.pass(Duration.ofHours(12));

        assertThat(grantCredit.open(OTHER, OTHER_MAIL, true)).isInstanceOf(Outcome.Opened.class);
    }

    @Test
    void anAccountThatIsNotEligibleOpensWithoutACredit() {
        assertThat(grantCredit("25").open(ACME, MAIL, false)).isEqualTo(new Outcome.NotEligible());

        assertThat(granted(ACME)).isEqualTo(Money.ZERO);
        assertThat(credits.find(ACME)).isEmpty();
        assertThat(grantCredit("25").open(OTHER, MAIL, true)).isEqualTo(new Outcome.MailUsed(ACME));
    }

    @Test
    void anAddressGetsOneCredit() {
        var grantCredit = grantCredit("100");
        grantCredit.open(ACME, MAIL, true);

        assertThat(grantCredit.open(OTHER, MAIL, true)).isEqualTo(new Outcome.MailUsed(ACME));

        assertThat(ledger.find(OTHER)).isEmpty();
        assertThat(granted(ACME)).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void aRepeatedCallHasTheOutcomeOfTheFirst() {
        var grantCredit = grantCredit("25");
        for (var call = 0; call < 2; call++) {
            assertThat(grantCredit.open(ACME, MAIL, true))
                    .isEqualTo(new Outcome.Opened(waiting(ACME).granted(TODAY)));
            assertThat(grantCredit.open(OTHER, OTHER_MAIL, true)).isEqualTo(new Outcome.Waiting(waiting(OTHER)));
        }
        assertThat(granted(ACME)).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void aLaggingClockOpensOnTheDayAfterTheClose() {
        ledger.announceClose(TODAY.plusDays(1));

        assertThat(grantCredit("25").open(ACME, MAIL, true))
                .isEqualTo(new Outcome.Opened(waiting(ACME).granted(TODAY.plusDays(2))));

        assertThat(ledger.find(ACME).orElseThrow().day()).isEqualTo(TODAY.plusDays(2));
        assertThat(ledger.entries(ACME)).extracting(LedgerEntry::day).containsExactly(TODAY.plusDays(2));
    }

    @Test
    void anIdThatIsTakenIsNotOpened() {
        var grantCredit = grantCredit("100");
        grantCredit.open(ACME, MAIL, true);

        assertThatIllegalStateException().isThrownBy(() -> grantCredit.open(ACME, OTHER_MAIL, true));
        assertThat(credits.accountOf(OTHER_MAIL)).isEmpty();
    }
}
