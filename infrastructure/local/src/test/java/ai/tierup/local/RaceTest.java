package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageLog;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.local.RunningService.Api;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
class RaceTest {

    private static final int CAP = 300;
    private static final AccountId DEMO = new AccountId("demo");

    /** The hold of {@link #body}: 43 bytes of text are bounded by 29 + 16 tokens, times the tier's largest factor, 1.13. */
    private static Money hold() throws Exception {
        var tier = Api.mapping().tier(TierId.TIER_2);
        return tier.prices().costOf(tier.largestFactor().billed(45), CAP);
    }

    private static String body() {
        return """
                {"model": "tier-2", "max_tokens": %d, "messages": [
                  {"role": "user", "content": "[[simulate:tokens=300]] spend all of it now"}]}""".formatted(CAP);
    }

    @Test
    void tenOfFiftyConcurrentRequestsAreAnsweredWithMoneyForTen() throws Exception {
        var balance = new Money(hold().nanoUsd() * 10);
        try (var api = new Api(Map.of("TIERUP_DEMO_BALANCE_USD", balance.usd()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(call -> () -> api.send(
                                    api.request("demo", "/v1/chat/completions").POST(BodyPublishers.ofString(body())))
                            .statusCode())
                    .toList();

            var statuses = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .toList();

            var wallet = api.service.bean(WalletLedger.class).find(DEMO).orElseThrow();
            var spent = api.service.bean(UsageLog.class).ofDay(DEMO, LocalDate.now(ZoneOffset.UTC)).stream()
                    .map(UsageRecord::cost)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(10);
            assertThat(statuses).filteredOn(status -> status == 402).hasSize(40);
            assertThat(wallet.cash().isNegative()).isFalse();
            assertThat(wallet.holds()).isEmpty();
            assertThat(wallet.isBalanced()).isTrue();
            assertThat(wallet.cash()).isEqualTo(balance.minus(spent));
        }
    }
}
