package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.books.AuditAccount;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LaneStore;
import ai.tierup.domain.wallet.SetDailyLimit;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.operator.CommandLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The running service with accounts whose wallets are divided into lanes. */
@Tag("service")
@ExtendWith(RunningService.class)
class LanesTest {

    private static final String HELLO =
            "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}";

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private int run(Api api, String... arguments) {
        output.reset();
        var print = new PrintStream(output, true, UTF_8);
        var folder = Map.of("TIERUP_DATA_DIR", api.folder.toString());
        return new CommandLine(new Variables(folder), RunningService.HOME, print, print).run(List.of(arguments));
    }

    private String printed() {
        return output.toString(UTF_8);
    }

    private static List<Wallet> lanes(Customer customer) {
        return customer.api()
                .service
                .bean(WalletLedger.class)
                .findWhole(customer.account())
                .orElseThrow()
                .lanes();
    }

    private static List<Integer> chats(Customer customer, int number) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> chat = () -> customer.chat("tier-2");
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(Collections.nCopies(number, chat))) {
                statuses.add(answer.get().statusCode());
            }
            return statuses;
        }
    }

    @Test
    void anAccountIsServedByItsLanesAndSeesOneWallet(Api api) throws Exception {
        var customer = Customer.open(api, "lanes-1");
        var account = customer.account().value();
        assertThat(run(api, "account", "lanes", account, "4", "ticket 20")).isZero();
        assertThat(printed()).contains("The wallet of lanes-1 has 4 lanes.");

        assertThat(chats(customer, 2)).containsOnly(200);
        assertThat(chats(customer, 24)).containsOnly(200);

        assertThat(lanes(customer)).hasSize(4).allMatch(lane -> !lane.debits().isZero());
        var debits = lanes(customer).stream().map(Wallet::debits).reduce(Money.ZERO, Money::plus);
        var left = Money.ofUsd("100").minus(debits);
        assertThat(Money.ofUsd(customer.read("/v1/wallet").path("cash_usd").asText()))
                .isEqualTo(left);
        assertThat(api.service.bean(AuditAccount.class).audit(customer.account(), Depth.EVERYTHING))
                .isEmpty();

        assertThat(run(api, "account", "rebuild", account)).isZero();
        assertThat(run(api, "account", "freeze", account, "ticket 20")).isZero();
        assertThat(chats(customer, 6)).containsOnly(403);
        assertThat(run(api, "account", "lanes", account, "5", "ticket 20")).isEqualTo(1);
        assertThat(printed()).contains("Not divided. Account lanes-1 is frozen by operator.");
        assertThat(run(api, "account", "thaw", account, "ticket 20")).isZero();

        assertThat(run(api, "account", "lanes", account, "1", "ticket 20")).isZero();
        assertThat(printed()).contains("The wallet of lanes-1 is one item.");
        assertThat(lanes(customer)).singleElement().satisfies(wallet -> {
            assertThat(wallet.cash()).isEqualTo(left);
            assertThat(wallet.debits()).isEqualTo(debits);
        });
        assertThat(chats(customer, 3)).containsOnly(200);
        assertThat(api.service.bean(AuditAccount.class).audit(customer.account(), Depth.EVERYTHING))
                .isEmpty();
    }

    @Test
    void theCommandExplainsWhatItCannotDo(Api api) {
        assertThat(run(api, "account", "lanes", "nobody", "4", "why")).isEqualTo(1);
        assertThat(printed()).contains("There is no account nobody.");
        for (var number : List.of("0", "65")) {
            assertThat(run(api, "account", "lanes", "load-16", number, "why")).isEqualTo(2);
            assertThat(printed()).contains("A wallet has 1 to 64 lanes.");
        }
        assertThat(run(api, "account", "lanes", "load-16", "many", "why")).isEqualTo(2);
        assertThat(printed()).contains("lanes ACCOUNT LANES WHY");
    }

    @Test
    void aDividedWalletThatDoesNotAddUpIsNotRebuilt(Api api) throws Exception {
        var customer = Customer.open(api, "lanes-2");
        run(api, "account", "lanes", "lanes-2", "2", "why");
        var lane = api.service.bean(LaneStore.class).lane(0);
        var before = lane.find(customer.account()).orElseThrow();
        while (lane.find(customer.account()).orElseThrow().debits().isZero()) {
            customer.chat("tier-2");
        }
        lane.replace(lane.find(customer.account()), before);

        assertThat(run(api, "account", "rebuild", "lanes-2")).isEqualTo(1);
        assertThat(printed()).contains("Close them first: scripts/account lanes lanes-2 1 WHY");

        assertThat(run(api, "account", "lanes", "lanes-2", "1", "why")).isZero();
        assertThat(run(api, "account", "rebuild", "lanes-2", "restored")).isZero();
        assertThat(api.service.bean(AuditAccount.class).audit(customer.account(), Depth.EVERYTHING))
                .isEmpty();
    }

    @Test
    void requestsAndMovesStayWithinTheRole(Api api) throws Exception {
        var customer = Customer.open(api, "lanes-3");
        run(api, "account", "lanes", "lanes-3", "3", "why");
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "POST").put("path", "/v1/chat/completions").put("body", HELLO);
        event.putObject("headers").put("authorization", "Bearer " + customer.secret());
        try (var context = RightsTest.context(api, Map.of())) {
            var used = UsedRights.of(() -> {
                while (lanes(customer).stream().anyMatch(lane -> lane.debits().isZero())) {
                    assertThat(RightsTest.stream(
                                    "Inference",
                                    context,
                                    new ByteArrayInputStream(event.toString().getBytes(UTF_8))))
                            .contains("chat.completion");
                }
                return "";
            });

            assertThat(used).contains("wallets GetItem", "wallets UpdateItem W#*");
            assertThat(RightsTest.allowed("Inference")).containsAll(used);
        }
    }

    @Test
    void aLimitOfAllLanesIsSetWithinTheRole(Api api) throws Exception {
        var customer = Customer.open(api, "lanes-4");
        run(api, "account", "lanes", "lanes-4", "3", "why");
        chats(customer, 8);
        try (var context = RightsTest.context(api, Map.of())) {
            var used = UsedRights.of(() -> {
                var limited = context.getBean(SetDailyLimit.class).set(customer.account(), Money.ofUsd("20"));
                assertThat(limited.orElseThrow().dailyLimit()).isEqualTo(Money.ofUsd("20"));
                return "";
            });

            assertThat(used).contains("wallets GetItem", "wallets UpdateItem W#*");
            assertThat(RightsTest.allowed("Wallet")).containsAll(used);
        }
        assertThat(lanes(customer).getFirst().lanes().open()).isEqualTo(3);
        assertThat(chats(customer, 8)).containsOnly(200);
    }
}
