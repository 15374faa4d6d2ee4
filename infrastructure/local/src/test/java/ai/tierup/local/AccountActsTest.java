package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator does to accounts, on a service of its own, because balances are told exactly. */
@Tag("service")
class AccountActsTest {

    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    private static Api api;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        api = new Api(Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private int run(String... arguments) {
        said.reset();
        var print = new PrintStream(said, true, UTF_8);
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(List.of(arguments));
    }

    private String said() {
        return said.toString(UTF_8);
    }

    private static Wallet wallet(String account) {
        return api.service.bean(WalletLedger.class).find(new AccountId(account)).orElseThrow();
    }

    private static int chat(String account) throws Exception {
        return api.chat(account, HELLO).statusCode();
    }

    private void expectAllToAddUp() {
        assertThat(run("audit")).isZero();
    }

    @Test
    void aFrozenAccountSpendsNothingUntilItIsThawed() throws Exception {
        assertThat(run("account", "freeze", "load-01", "ticket 1")).isZero();
        assertThat(said()).contains("Account load-01 is frozen by operator.");
        assertThat(chat("load-01")).isEqualTo(403);

        assertThat(run("account", "thaw", "load-01", "ticket 1")).isZero();
        assertThat(said()).contains("Account load-01 is not frozen.");
        assertThat(chat("load-01")).isEqualTo(200);
    }

    @Test
    void thawingLiftsOneReasonAndNamesTheOthers() {
        api.service.bean(WalletLedger.class).freeze(new AccountId("load-02"), "dispute#dp_1");
        run("account", "freeze", "load-02", "ticket 2");

        run("account", "thaw", "load-02", "ticket 2");
        assertThat(said()).contains("Account load-02 is frozen by dispute#dp_1.");
        assertThat(run("account", "thaw", "load-02", "ticket 2")).isEqualTo(1);
        assertThat(said()).contains("operator is none of its reasons");

        assertThat(run("account", "thaw", "load-02", "ticket 2", "dispute#dp_1"))
                .isZero();
        assertThat(wallet("load-02").isFrozen()).isFalse();
    }

    @Test
    void anAdjustmentIsBookedOnceForItsReason() {
        assertThat(run("account", "adjust", "load-03", "-12.50", "invoice 17")).isZero();
        assertThat(said()).startsWith("Booked $-12.500000000. The account has $12.500000000 of cash");
        assertThat(run("account", "adjust", "load-03", "-12.5", "invoice 17")).isZero();
        assertThat(said()).startsWith("This stands already, and nothing was booked.");
        run("account", "adjust", "load-03", "-12.50", "invoice 18");

        assertThat(wallet("load-03").cash()).isEqualTo(Money.ZERO);
        expectAllToAddUp();
    }

    @Test
    void anAdjustmentMayLeaveADebtThatStopsSpendingUntilItIsCovered() throws Exception {
        run("account", "adjust", "load-04", "-30", "charged back by hand");
        assertThat(chat("load-04")).isEqualTo(403);
        assertThat(api.read("load-04", "/v1/wallet")
                        .path("frozen_reasons")
                        .path(0)
                        .asText())
                .isEqualTo("debt");

        run("account", "adjust", "load-04", "6", "settled");
        assertThat(chat("load-04")).isEqualTo(200);
        expectAllToAddUp();
    }

    @Test
    void aGrantIsCreditBesideTheCash() {
        assertThat(run("account", "grant", "load-05", "20", "outage")).isZero();

        assertThat(wallet("load-05").grant()).isEqualTo(Money.ofUsd("20"));
        assertThat(wallet("load-05").cash()).isEqualTo(Money.ofUsd("25"));
        expectAllToAddUp();
    }

    @Test
    void anAccountThatIsNotThereIsNamed() {
        for (var act : List.of("freeze", "thaw")) {
            assertThat(run("account", act, "nobody", "why")).isEqualTo(1);
            assertThat(said()).contains("There is no account nobody.");
        }
        assertThat(run("account", "adjust", "nobody", "1", "why")).isEqualTo(1);
        assertThat(said()).contains("There is no account nobody.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1000001", "1000001", "ten", "1e3", "0.0000000001"})
    void amountsThatMakeNoSenseAreRefusedWithTheUsage(String amount) {
        assertThat(run("account", "adjust", "load-06", amount, "why")).isEqualTo(2);
        assertThat(said())
                .startsWith("Usage: scripts/account adjust ACCOUNT DOLLARS WHY | ")
                .contains(" | freeze ACCOUNT WHY | ");
        assertThat(run("account", "grant", "load-06", amount, "why")).isEqualTo(2);
    }

    @Test
    void nothingIsDoneWithoutAReason() {
        assertThat(run("account", "freeze", "load-06", " ")).isEqualTo(2);
        assertThat(run("account", "grant", "load-06", "-5", "why")).isEqualTo(2);
        assertThat(run("account", "adjust", "load-06", "5", "")).isEqualTo(2);

        assertThat(wallet("load-06").isFrozen()).isFalse();
        assertThat(wallet("load-06").cash()).isEqualTo(Money.ofUsd("25"));
    }
}
