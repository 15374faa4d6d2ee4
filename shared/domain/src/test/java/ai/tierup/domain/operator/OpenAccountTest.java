package ai.tierup.domain.operator;

import static ai.tierup.domain.operator.OperatorFixture.ACME;
import static ai.tierup.domain.operator.OperatorFixture.ADA;
import static ai.tierup.domain.operator.OperatorFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.Scope;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.operator.OpenAccount.Outcome;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.WalletRules;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAccountTest {

    private static final Money CASH = Money.ofUsd("25");

    private final OperatorFixture service = new OperatorFixture();
    private final Random random = new Random(7);
    private final OpenAccount openAccount = new OpenAccount(
            service.acts,
            service.accounts,
            new CreateAccount(
                    service.openings,
                    service.accounts,
                    service.apiKeys,
                    service.ledger,
                    WalletRules.STANDARD,
                    service.clock,
                    random),
            random);

    private ApiKeySecret opened(String why) {
        return ((Outcome.Opened) openAccount.open(ADA, why, ACME, CASH)).key();
    }

    @Test
    void anOpenedAccountHasItsCashAndAKeyWithAllRights() {
        var secret = opened("a pilot");

        assertThat(service.accounts.find(ACME)).contains(new Account(ACME, NOON, null));
        assertThat(service.wallet(ACME).cash()).isEqualTo(CASH);
        var key = service.apiKeys.find(secret.hash()).orElseThrow();
        assertThat(key.account()).isEqualTo(ACME);
        assertThat(key.id().value()).isEqualTo("key_" + secret.hash().hex().substring(0, 16));
        assertThat(key.name()).isEqualTo("first");
        assertThat(key.rights().scopes()).containsExactlyInAnyOrder(Scope.values());
        assertThat(service.log.acts())
                .containsExactly(OperatorFixture.act("open", "acme with $25.000000000", "a pilot"));
    }

    @Test
    void anAccountThatExistsIsLeftAsItIsWithoutARecord() {
        opened("a pilot");
        var before = service.wallet(ACME);

        var outcome = openAccount.open(ADA, "again", ACME, Money.ofUsd("100"));

        assertThat(outcome).isEqualTo(new Outcome.ExistsAlready());
        assertThat(service.wallet(ACME)).isEqualTo(before);
        assertThat(service.log.acts()).hasSize(1);
    }

    @Test
    void theAccountOfThePlaygroundHasNeitherAKeyNorMoney() {
        var outcome = openAccount.open(ADA, "launch", AccountId.PLAYGROUND, Money.ZERO);

        assertThat(outcome).isEqualTo(new Outcome.PlaygroundOpened());
        assertThat(service.accounts.find(AccountId.PLAYGROUND)).isPresent();
        assertThat(service.wallet(AccountId.PLAYGROUND).available()).isEqualTo(Money.ZERO);
        assertThat(service.apiKeys.list(AccountId.PLAYGROUND)).isEmpty();
        assertThat(service.log.acts())
                .containsExactly(OperatorFixture.act("open", "playground with $0.000000000", "launch"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openAccount.open(ADA, "launch", AccountId.PLAYGROUND, CASH));
    }

    @Test
    void anInterruptedOpeningIsRepeatedWithTheSameBalanceAndAnotherKey() {
        service.ledger.open(LedgerEntry.opening(ACME, "adj#open", CASH, NOON, 5), WalletRules.STANDARD.freeAllowance());

        var secret = opened("second try");

        assertThat(service.wallet(ACME).cash()).isEqualTo(CASH);
        assertThat(service.apiKeys.find(secret.hash())).isPresent();
        assertThat(service.accounts.find(ACME)).isPresent();
    }

    @Test
    void withoutARecordNoAccountIsOpened() {
        service.log.fail();

        assertThatIllegalStateException().isThrownBy(() -> opened("a pilot"));

        assertThat(service.accounts.find(ACME)).isEmpty();
        assertThat(service.ledger.find(ACME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000000001", "1000000"})
    void anAccountOpensWithZeroToAMillion(String cash) {
        assertThat(OpenAccount.isAllowed(Money.ofUsd(cash))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.000000001", "1000000.000000001"})
    void anyOtherAmountIsRefused(String cash) {
        assertThat(OpenAccount.isAllowed(Money.ofUsd(cash))).isFalse();

        assertThatIllegalArgumentException().isThrownBy(() -> openAccount.open(ADA, "why", ACME, Money.ofUsd(cash)));
        assertThat(service.log.acts()).isEmpty();
        assertThat(service.accounts.find(ACME)).isEmpty();
    }
}
