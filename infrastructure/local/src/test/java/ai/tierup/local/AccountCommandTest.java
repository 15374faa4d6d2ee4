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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs {@code scripts/account} on a separate service, because the tests compare exact balances. */
@Tag("service")
class AccountCommandTest {

    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    private static Api api;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @BeforeAll
    static void start() {
        api = new Api(Map.of());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private int run(String... arguments) {
        output.reset();
        var print = new PrintStream(output, true, UTF_8);
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(List.of(arguments));
    }

    private String printed() {
        return output.toString(UTF_8);
    }

    private static Wallet wallet(String account) {
        return api.service.bean(WalletLedger.class).find(new AccountId(account)).orElseThrow();
    }

    private static int chat(String account) throws Exception {
        return api.chat(account, HELLO).statusCode();
    }

    private void assertAllWalletsBalance() {
        assertThat(run("audit")).isZero();
    }

    @Test
    void aFrozenAccountCannotSpendUntilItIsThawed() throws Exception {
        assertThat(run("account", "freeze", "load-01", "ticket 1")).isZero();
        assertThat(printed()).contains("Account load-01 is frozen by operator.");
        assertThat(chat("load-01")).isEqualTo(403);

        assertThat(run("account", "thaw", "load-01", "ticket 1")).isZero();
        assertThat(printed()).contains("Account load-01 is not frozen.");
        assertThat(chat("load-01")).isEqualTo(200);
    }

    @Test
    void thawingRemovesOneReasonAndPrintsTheOthers() {
        api.service.bean(WalletLedger.class).freeze(new AccountId("load-02"), "dispute#dp_1");
        run("account", "freeze", "load-02", "ticket 2");

        run("account", "thaw", "load-02", "ticket 2");
        assertThat(printed()).contains("Account load-02 is frozen by dispute#dp_1.");
        assertThat(run("account", "thaw", "load-02", "ticket 2")).isEqualTo(1);
        assertThat(printed()).contains("the account is not frozen by operator");

        assertThat(run("account", "thaw", "load-02", "ticket 2", "dispute#dp_1"))
                .isZero();
        assertThat(wallet("load-02").isFrozen()).isFalse();
    }

    @Test
    void anAdjustmentIsBookedOncePerReason() {
        assertThat(run("account", "adjust", "load-03", "-12.50", "invoice 17")).isZero();
        assertThat(printed()).startsWith("Booked $-12.500000000. The account has $12.500000000 of cash");
        assertThat(run("account", "adjust", "load-03", "-12.5", "invoice 17")).isZero();
        assertThat(printed()).startsWith("Already booked for this WHY; nothing was changed.");
        run("account", "adjust", "load-03", "-12.50", "invoice 18");

        assertThat(wallet("load-03").cash()).isEqualTo(Money.ZERO);
        assertAllWalletsBalance();
    }

    @Test
    void anAdjustmentMayCauseADebtThatBlocksSpendingUntilItIsCovered() throws Exception {
        run("account", "adjust", "load-04", "-30", "charged back by hand");
        assertThat(chat("load-04")).isEqualTo(403);
        assertThat(api.read("load-04", "/v1/wallet")
                        .path("frozen_reasons")
                        .path(0)
                        .asText())
                .isEqualTo("debt");

        run("account", "adjust", "load-04", "6", "settled");
        assertThat(chat("load-04")).isEqualTo(200);
        assertAllWalletsBalance();
    }

    @Test
    void aWalletThatIsOlderThanItsLedgerIsRebuiltWhenAReasonIsGiven() throws Exception {
        var restored = wallet("load-15");
        assertThat(chat("load-15")).isEqualTo(200);
        var lost = wallet("load-15");
        api.service.bean(WalletLedger.class).replace(Optional.of(lost), restored);
        assertThat(run("audit")).isEqualTo(1);
        assertThat(printed()).contains("load-15", "older than its ledger");

        assertThat(run("account", "rebuild", "load-15")).isZero();
        assertThat(printed()).contains("Nothing was changed");
        assertThat(wallet("load-15")).isEqualTo(restored);

        assertThat(run("account", "rebuild", "load-15", "restored to noon")).isZero();
        assertThat(wallet("load-15").balance()).isEqualTo(lost.balance());
        assertAllWalletsBalance();
    }

    @Test
    void aGrantIsKeptApartFromCash() {
        assertThat(run("account", "grant", "load-05", "20", "outage")).isZero();

        assertThat(wallet("load-05").grant()).isEqualTo(Money.ofUsd("20"));
        assertThat(wallet("load-05").cash()).isEqualTo(Money.ofUsd("25"));
        assertAllWalletsBalance();
    }

    @Test
    void anUnknownAccountIsReported() {
        for (var subcommand : List.of("freeze", "thaw")) {
            assertThat(run("account", subcommand, "nobody", "why")).isEqualTo(1);
            assertThat(printed()).contains("There is no account nobody.");
        }
        assertThat(run("account", "adjust", "nobody", "1", "why")).isEqualTo(1);
        assertThat(printed()).contains("There is no account nobody.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1000001", "1000001", "ten", "1e3", "0.0000000001"})
    void invalidAmountsAreRefusedWithTheUsageText(String amount) {
        assertThat(run("account", "adjust", "load-06", amount, "why")).isEqualTo(2);
        assertThat(printed())
                .startsWith("Usage: scripts/account adjust ACCOUNT DOLLARS WHY | ")
                .contains(" | freeze ACCOUNT WHY | ");
        assertThat(run("account", "grant", "load-06", amount, "why")).isEqualTo(2);
    }

    @Test
    void aCommandWithoutAReasonChangesNothing() {
        assertThat(run("account", "freeze", "load-06", " ")).isEqualTo(2);
        assertThat(run("account", "grant", "load-06", "-5", "why")).isEqualTo(2);
        assertThat(run("account", "adjust", "load-06", "5", "")).isEqualTo(2);

        assertThat(wallet("load-06").isFrozen()).isFalse();
        assertThat(wallet("load-06").cash()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void aNoteIsPrintedWithTheAuditLogOfItsAccount() {
        assertThat(run("account", "note", "load-13", "asked for an invoice, ticket 5"))
                .isZero();
        assertThat(run("account", "log", "load-13")).isZero();
        assertThat(printed()).contains("  operator  account.noted  asked for an invoice, ticket 5  -");

        assertThat(run("account", "note", "nobody", "asked")).isEqualTo(1);
        assertThat(printed()).contains("There is no account nobody.");
        assertThat(run("account", "note", "load-13", "two\nlines")).isEqualTo(2);
        assertThat(run("account", "note", "load-13")).isEqualTo(2);
    }

    @Test
    void theAuditLogHasWhatOperatorsDid() throws Exception {
        run("account", "open", "audited", "5", "a pilot");
        run("account", "freeze", "audited", "ticket 4711");
        run("account", "open", "audited-2", "5", "another pilot");

        assertThat(run("account", "log", "audited")).isZero();
        assertThat(printed().lines())
                .hasSize(2)
                .anyMatch(line -> line.endsWith("  audited  operator  account.frozen  operator  -"))
                .anyMatch(line -> line.endsWith("  audited  operator  account.opened  audited  -"));
        assertThat(printed()).doesNotContain("ticket 4711");

        var today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(run("account", "log", "--day", today)).isZero();
        assertThat(printed()).contains("  audited  ", "  audited-2  ");
        assertThat(run("account", "log", "audited-2", "--day", today)).isZero();
        assertThat(printed().lines()).hasSize(1);
        assertThat(run("account", "log", "--day", "2020-01-01")).isZero();
        assertThat(printed()).isEmpty();
    }
}
