package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteOnAccountTest {

    private final OperatorFixture service = new OperatorFixture();
    private final NoteOnAccount noteOnAccount = new NoteOnAccount(service.acts, service.ledger);

    @BeforeEach
    void open() {
        service.open(ACME, Money.ofUsd("25"));
    }

    @Test
    void aNoteIsReadByTheCustomerAndChangesNothingElse() {
        var before = service.wallet(ACME);

        assertThat(noteOnAccount.write(ADA, ACME, "called about ticket 7")).isTrue();

        assertThat(service.audited(ACME)).containsExactly("operator account.noted called about ticket 7");
        assertThat(service.log.acts()).containsExactly(OperatorFixture.act("note", "acme", "called about ticket 7"));
        assertThat(service.wallet(ACME)).isEqualTo(before);
    }

    @Test
    void nothingIsRecordedOfAnAccountThatDoesNotExist() {
        var nobody = new AccountId("nobody");

        assertThat(noteOnAccount.write(ADA, nobody, "called")).isFalse();

        assertThat(service.audited(nobody)).isEmpty();
        assertThat(service.log.acts()).isEmpty();
    }

    /** A line break would forge a line of the log that operators print, and an escape would drive their terminals. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "paid\n2026-11-24T12:00:00Z  acme  operator", "\u001b[2J", "tab\there", "\u0085"})
    void aNoteIsOneLineOfText(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> noteOnAccount.write(ADA, ACME, note));
        assertThatIllegalArgumentException().isThrownBy(() -> noteOnAccount.write(ADA, ACME, "x".repeat(201)));

        assertThat(service.audited(ACME)).isEmpty();
        assertThat(service.log.acts()).isEmpty();
    }
}
