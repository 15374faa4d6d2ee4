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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
class RaceTest {

    private static final int REQUESTS = 50;
    private static final int AFFORDED = 10;
    private static final int CAP = 300;
    private static final AccountId DEMO = new AccountId("demo");
    private static final List<String> WORDS = List.of("one", "two");

    private static final String BODY = """
        {"model": "tier-2", "max_tokens": %d, "messages": [{"role": "user", "content": "spend all of it now"}]}\
        """.formatted(CAP);

    /** The hold of {@link #BODY}: 19 bytes of text, and 274 tokens around them. */
    private static Money hold() throws Exception {
        var tier = Api.mapping().tier(TierId.TIER_2);
        return tier.prices().costOf(19 + 274, CAP);
    }

    /** No answer ends, and returns money, before all other requests were refused. */
    @Test
    void tenOfFiftyConcurrentRequestsAreAnsweredWithMoneyForTen() throws Exception {
        var balance = new Money(hold().nanoUsd() * AFFORDED);
        try (var upstream = new SteppedUpstream(WORDS);
                var api = new Api(Map.of(
                        "TIERUP_DEMO_BALANCE_USD",
                        balance.usd(),
                        "TIERUP_UPSTREAM_URL",
                        upstream.url(),
                        "TIERUP_UPSTREAM_KEY",
                        "sk-or-race"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ExecutorCompletionService<Integer>(threads);
            for (var call = 0; call < REQUESTS; call++) {
                calls.submit(() -> api.send(
                                api.request("demo", "/v1/chat/completions").POST(BodyPublishers.ofString(BODY)))
                        .statusCode());
            }

            var first = statuses(calls, REQUESTS - AFFORDED);
            for (var answer = 0; answer < AFFORDED; answer++) {
                upstream.releaseAll();
            }
            var last = statuses(calls, AFFORDED);

            var wallet = api.service.bean(WalletLedger.class).find(DEMO).orElseThrow();
            var spent = api.service
                    .bean(UsageLog.class)
                    .ofDay(DEMO, LocalDate.now(ZoneOffset.UTC))
                    .map(UsageRecord::cost)
                    .reduce(Money.ZERO, Money::plus);
            assertThat(first).containsOnly(402);
            assertThat(last).containsOnly(200);
            assertThat(wallet.cash().isNegative()).isFalse();
            assertThat(wallet.holds()).isEmpty();
            assertThat(wallet.isBalanced()).isTrue();
            assertThat(wallet.cash()).isEqualTo(balance.minus(spent));
        }
    }

    private static List<Integer> statuses(CompletionService<Integer> calls, int count) throws Exception {
        var statuses = new ArrayList<Integer>();
        while (statuses.size() < count) {
            var call = calls.poll(60, TimeUnit.SECONDS);
            assertThat(call).as("answer %d of %d", statuses.size() + 1, count).isNotNull();
            statuses.add(call.get());
        }
        return statuses;
    }
}
