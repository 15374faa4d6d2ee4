package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReleaseCreditTest {

    private final CreditFixture service = new CreditFixture();

    @Test
    void aTopUpReleasesTheRestOnce() {
        var account = service.signUp();
        service.passDays(2);

        for (var times = 0; times < 3; times++) {
            service.releaseCredit.afterTopUp(account);
        }
        service.passDays(3);

        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("25"));
        assertThat(service.entries(account)).hasSize(4).endsWith("grant#signup#4 $20.000000000");
    }

    @Test
    void aCreditThatWaitsIsGrantedAsAWholeAfterATopUp() {
        service.signUp();
        service.signUp();
        var waiting = service.signUp();
        service.releaseCredit.afterTopUp(waiting);
        service.releaseCredit.afterTopUp(waiting);
        assertThat(service.granted(waiting)).isEqualTo(Money.ZERO);

        service.passDays(1);

        assertThat(service.entries(waiting)).containsExactly("grant#signup#1 $25.000000000");
        assertThat(service.granted(waiting)).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void anAccountWithoutACreditStaysAsItIs() {
        service.releaseCredit.afterTopUp(new AccountId("invoiced"));

        assertThat(service.credits.find(new AccountId("invoiced"))).isEmpty();
    }

    @Test
    void nothingIsReleasedOnceTheCreditIsOver() {
        var account = service.signUp();
        service.clock.pass(Duration.ofDays(90));

        service.releaseCredit.afterTopUp(account);
        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("1"));

        service.run();
        service.releaseCredit.afterTopUp(account);
        assertThat(service.granted(account)).isEqualTo(Money.ZERO);
    }

    /** A directory that was restored from a backup, but not the ledger. */
    @Test
    void aPartThatTheCreditDoesNotKnowOfIsNotReleasedAgain() {
        var account = service.signUp();
        new BookEntry(service.ledger, service.clock, new Random(1))
                .book(new BookEntry.Fact(
                        account, "grant#signup#2", EntryType.SIGN_UP_CREDIT, Purse.GRANT, Money.ofUsd("2")));

        assertThatIllegalStateException().isThrownBy(() -> service.releaseCredit.afterTopUp(account));
        service.clock.pass(Duration.ofDays(1));
        assertThat(service.run().failures()).isEqualTo(1);

        assertThat(service.granted(account)).isEqualTo(Money.ofUsd("3"));
    }
}
