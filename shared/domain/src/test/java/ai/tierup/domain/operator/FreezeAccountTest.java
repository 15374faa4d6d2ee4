package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Freezes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of {@link FreezeAccount} and {@link ThawAccount}. */
class FreezeAccountTest {

    private static final AccountId NOBODY = new AccountId("nobody");
    private static final String DISPUTE = "dispute#dp_1";

    private final OperatorFixture service = new OperatorFixture();
    private final FreezeAccount freezeAccount = new FreezeAccount(service.acts, service.ledger);
    private final ThawAccount thawAccount = new ThawAccount(service.acts, service.ledger);

    @BeforeEach
    void open() {
        service.open(ACME, Money.ofUsd("25"));
    }

    private ThawAccount.Outcome thaw(String reason) {
        return thawAccount.thaw(ADA, "ticket 1", ACME, reason);
    }

    @Test
    void anAccountIsFrozenByTheOperatorUntilItIsThawed() {
        var frozen = freezeAccount.freeze(ADA, "ticket 1", ACME);
        assertThat(service.wallet(ACME).frozenBy()).containsExactly("operator");
        assertThat(frozen).isEqualTo(new FreezeAccount.Outcome.Frozen(service.wallet(ACME)));

        var thawed = thaw(Freezes.OPERATOR);
        assertThat(service.wallet(ACME).isFrozen()).isFalse();
        assertThat(thawed).isEqualTo(new ThawAccount.Outcome.Thawed(service.wallet(ACME)));

        assertThat(service.log.acts())
                .containsExactly(
                        OperatorFixture.act("freeze", "acme", "ticket 1"),
                        OperatorFixture.act("thaw", "acme of operator", "ticket 1"));
        assertThat(service.audited(ACME))
                .containsExactlyInAnyOrder("operator account.frozen operator", "operator account.thawed operator");
    }

    @Test
    void thawingLiftsOneReasonAndLeavesTheOthers() {
        service.ledger.freeze(ACME, DISPUTE);
        freezeAccount.freeze(ADA, "ticket 1", ACME);

        thaw(DISPUTE);

        assertThat(service.wallet(ACME).frozenBy()).containsExactly("operator");
        assertThat(service.audited(ACME)).contains("operator account.thawed dispute");
    }

    @Test
    void aReasonThatTheWalletDoesNotHaveIsNotLiftedAndNotRecorded() {
        service.ledger.freeze(ACME, DISPUTE);

        var outcome = thaw(Freezes.OPERATOR);

        assertThat(outcome).isEqualTo(new ThawAccount.Outcome.NotAReason(service.wallet(ACME)));
        assertThat(service.wallet(ACME).frozenBy()).containsExactly(DISPUTE);
        assertThat(service.log.acts()).isEmpty();
    }

    @Test
    void anAccountThatDoesNotExistIsNeitherFrozenNorThawed() {
        assertThat(freezeAccount.freeze(ADA, "ticket 1", NOBODY)).isEqualTo(new FreezeAccount.Outcome.NoAccount());
        assertThat(thawAccount.thaw(ADA, "ticket 1", NOBODY, "operator"))
                .isEqualTo(new ThawAccount.Outcome.NoAccount());
    }

    @Test
    void withoutARecordNothingIsFrozenAndNothingThawed() {
        service.ledger.freeze(ACME, DISPUTE);
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> freezeAccount.freeze(ADA, "ticket 1", ACME));
        assertThatIllegalStateException().isThrownBy(() -> thaw(DISPUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> freezeAccount.freeze(ADA, " ", ACME));

        assertThat(service.wallet(ACME).frozenBy()).containsExactly(DISPUTE);
    }
}
