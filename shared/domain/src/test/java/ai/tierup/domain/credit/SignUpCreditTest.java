package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SignUpCreditTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final SignUpCredit WAITING =
            SignUpCredit.waiting(new AccountId("acme"), Instant.parse("2026-11-25T12:00:00Z"));
    private static final SignUpCredit ACTIVE = WAITING.granted(TODAY);

    @Test
    void oneDollarIsReleasedAtOnceAndTwoADayUntilAllIs() {
        var released = new ArrayList<String>();
        var credit = ACTIVE;
        while (credit.nextReleaseOn().isPresent()) {
            released.add(credit.nextReleaseOn().get() + " " + credit.nextRelease());
            credit = credit.withNextRelease();
        }

        assertThat(ACTIVE.released()).isEqualTo(Money.ofUsd("1"));
        assertThat(released).hasSize(12).startsWith("2026-11-26 $2.000000000").endsWith("2026-12-07 $2.000000000");
        assertThat(credit.released()).isEqualTo(Money.ofUsd("25"));
        assertThat(credit.nextRelease()).isEqualTo(Money.ZERO);
        assertThat(credit.dueOn()).isEqualTo(credit.endsOn());
    }

    @Test
    void aTopUpReleasesTheRest() {
        var credit = ACTIVE.withNextRelease().afterTopUp();

        assertThat(credit.released()).isEqualTo(Money.ofUsd("25"));
        assertThat(credit.releases()).isEqualTo(3);
        assertThat(credit.nextReleaseOn()).isEmpty();
        assertThat(credit.dueOn()).contains(TODAY.plusDays(90));
    }

    @Test
    void aWaitingCreditOfACustomerWhoToppedUpIsGrantedAsAWhole() {
        assertThat(WAITING.afterTopUp().nextRelease()).isEqualTo(Money.ofUsd("25"));
        assertThat(WAITING.afterTopUp().granted(TODAY).released()).isEqualTo(Money.ofUsd("25"));
        assertThat(WAITING.nextRelease()).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void itIsOverNinetyDaysAfterItWasGranted() {
        assertThat(ACTIVE.endsOn()).contains(LocalDate.parse("2027-02-23"));
        assertThat(ACTIVE.isOver(LocalDate.parse("2027-02-22"))).isFalse();
        assertThat(ACTIVE.isOver(LocalDate.parse("2027-02-23"))).isTrue();
        assertThat(WAITING.isOver(LocalDate.MAX)).isFalse();
    }

    @Test
    void nothingIsReleasedBeforeItIsDueOrOnceItIsOver() {
        assertThat(ACTIVE.isReleaseDue(TODAY)).isFalse();
        assertThat(ACTIVE.isReleaseDue(TODAY.plusDays(1))).isTrue();
        assertThat(ACTIVE.isReleaseDue(TODAY.plusDays(89))).isTrue();
        assertThat(ACTIVE.isReleaseDue(TODAY.plusDays(90))).isFalse();
        assertThat(WAITING.isReleaseDue(TODAY)).isFalse();
    }

    @Test
    void anEndedCreditReleasesNothingMore() {
        var ended = ACTIVE.ended();

        assertThat(ended.nextRelease()).isEqualTo(Money.ZERO);
        assertThat(ended.nextReleaseOn()).isEmpty();
        assertThat(ended.dueOn()).isEmpty();
        assertThat(ended.afterTopUp()).isEqualTo(ended);
        assertThat(ended.released()).isEqualTo(Money.ofUsd("1"));
        assertThat(ended.endsOn()).contains(TODAY.plusDays(90));
    }

    @Test
    void aWaitingCreditHasNoDates() {
        assertThat(WAITING.endsOn()).isEmpty();
        assertThat(WAITING.nextReleaseOn()).isEmpty();
        assertThat(WAITING.dueOn()).isEmpty();
    }

    @Test
    void itsStatesFollowEachOther() {
        assertThatIllegalStateException().isThrownBy(() -> ACTIVE.granted(TODAY));
        assertThatIllegalStateException().isThrownBy(WAITING::withNextRelease);
        assertThatIllegalStateException().isThrownBy(WAITING::ended);
        assertThatIllegalStateException().isThrownBy(() -> ACTIVE.ended().ended());
    }
}
