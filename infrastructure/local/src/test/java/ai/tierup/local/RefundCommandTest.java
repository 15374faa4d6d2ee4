package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs {@code scripts/account refund} on a service with a simulated Stripe. */
@Tag("service")
class RefundCommandTest {

    private final PaidService service = new PaidService();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    RefundCommandTest() throws Exception {}

    @AfterEach
    void stop() {
        service.close();
    }

    private int refund(Map<String, String> variables, String account) {
        output.reset();
        var print = new PrintStream(output, true, UTF_8);
        return new CommandLine(new Variables(variables), RunningService.HOME, print, print)
                .run(List.of("account", "refund", account, "ticket 7"));
    }

    private int refund(String account) {
        return refund(
                Map.of(
                        "TIERUP_DATA_DIR",
                        service.api.folder.toString(),
                        "TIERUP_STAGE",
                        "local",
                        "TIERUP_STRIPE_URL",
                        service.stripe.baseUrl().toString(),
                        "TIERUP_STRIPE_KEY",
                        PaidService.KEY),
                account);
    }

    private String printed() {
        return output.toString(UTF_8);
    }

    @Test
    void whatADeletedAccountHasPaidAndNotSpentIsRefunded() throws Exception {
        // The account has $25 that it has not paid for.
        service.paid("load-01", "30");
        var payment = service.stripe.payments().getFirst().path("id").asText();
        assertThat(refund("load-01")).isEqualTo(1);
        assertThat(printed()).contains("The account is not deleted");

        service.api.service.bean(WalletLedger.class).freeze(new AccountId("load-01"), Freezes.DELETED);
        assertThat(refund("load-01")).as(printed()).isZero();
        assertThat(printed()).contains("Refunded $30.000000000 of top_", "has $25.000000000 of cash left");
        service.awaitDeliveries();
        assertThat(service.cash("load-01")).isEqualTo("25.000000000");
        assertThat(service.api.read("load-01", "/v1/audit").findValuesAsText("action"))
                .contains("wallet.cash_refunded");
        var charge =
                service.stripe.find(payment).orElseThrow().path("latest_charge").asText();
        assertThat(service.stripe
                        .find(charge)
                        .orElseThrow()
                        .path("amount_refunded")
                        .asInt())
                .isEqualTo(3000);

        assertThat(refund("load-01")).isZero();
        assertThat(printed()).doesNotContain("Refunded");
        assertThat(service.cash("load-01")).isEqualTo("25.000000000");
    }

    @Test
    void withoutAKeyOrAnAccountNothingIsRefunded() {
        var withoutKey = Map.of("TIERUP_DATA_DIR", service.api.folder.toString(), "TIERUP_STAGE", "local");
        assertThat(refund(withoutKey, "load-01")).isEqualTo(2);
        assertThat(printed()).contains("No Stripe key is set");

        assertThat(refund("nobody")).isEqualTo(1);
        assertThat(printed()).contains("There is no account nobody");
    }
}
